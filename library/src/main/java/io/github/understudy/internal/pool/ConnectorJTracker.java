package io.github.understudy.internal.pool;

import com.mysql.cj.protocol.ServerSessionStateController;
import com.mysql.cj.protocol.ServerSessionStateController.ServerSessionStateChanges;
import com.mysql.cj.protocol.ServerSessionStateController.SessionStateChange;
import com.mysql.cj.protocol.ServerSessionStateController.SessionStateChangesListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Listens to what MySQL Connector/J reads in the server's answers. The driver holds its listeners weakly, and an
 * ordinary statement fails when one of several has gone: there must be exactly one, and it must live as long as the
 * connection.
 */
final class ConnectorJTracker implements SessionTracker, SessionStateChangesListener {
    /** A few hundred commits. Who wants them asks after each. */
    static final int MAX_LENGTH = 16_384;

    private @Nullable String gtids;
    private boolean stateChanged;

    @Override
    public @Nullable String takeGtid() {
        String taken = gtids;
        gtids = null;
        return taken;
    }

    @Override
    public boolean takeStateChanged() {
        boolean taken = stateChanged;
        stateChanged = false;
        return taken;
    }

    @Override
    public void handleSessionStateChanges(ServerSessionStateChanges changes) {
        List<SessionStateChange> all = changes.getSessionStateChangesList();
        for (int i = 0; i < all.size(); i++) {
            handle(all.get(i).getType(), all.get(i).getValues());
        }
    }

    private void handle(int type, List<String> values) {
        switch (type) {
            case ServerSessionStateController.SESSION_TRACK_GTIDS -> committed(values.get(0));
            case ServerSessionStateController.SESSION_TRACK_STATE_CHANGE -> stateChanged = true;
            case ServerSessionStateController.SESSION_TRACK_SYSTEM_VARIABLES -> {
                if (values.get(0).equals("last_gtid")) {
                    committed(values.get(1));
                }
            }
            default -> {} // what nobody asked for
        }
    }

    void committed(String gtid) {
        String before = gtids;
        if (gtid.isEmpty()) {
            return;
        }
        gtids = before == null || before.length() > MAX_LENGTH ? gtid : before + "," + gtid;
    }
}
