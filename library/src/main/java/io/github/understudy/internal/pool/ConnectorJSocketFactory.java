package io.github.understudy.internal.pool;

import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.StandardSocketFactory;
import java.net.Socket;

/** Makes the sockets of MySQL Connector/J known to the registry. Created by the driver, by name. */
public final class ConnectorJSocketFactory extends StandardSocketFactory {

    /** For the driver. */
    public ConnectorJSocketFactory() {}

    @Override
    protected Socket createSocket(PropertySet properties) {
        return SocketRegistry.newSocket();
    }
}
