package io.github.understudy.testkit;

import io.github.understudy.testkit.server.Address;
import io.github.understudy.testkit.server.NodeControl;
import io.github.understudy.testkit.sql.Session;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The testkit's way to a server: as administrator, past the proxy, a connection for each talk. */
final class DirectLine {

    private static final Duration FIRST_ANSWER = Duration.ofSeconds(3);
    private static final int CONNECT_MILLIS = 1_000;

    private final NodeControl control;

    DirectLine(NodeControl control) {
        this.control = control;
    }

    /** Where the server is now. */
    InetSocketAddress address() {
        Address direct = control.direct();
        return new InetSocketAddress(direct.host(), direct.port());
    }

    /** Why the server takes no queries yet; empty if it does. */
    String whyNoAnswer() {
        try (Socket socket = new Socket()) {
            socket.connect(address(), CONNECT_MILLIS);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
        try (Session session = open(FIRST_ANSWER)) {
            return session.text("SELECT 1").equals("1") ? "" : "no answer";
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }

    <T extends @Nullable Object> T ask(TestNode node, Duration answer, Question<T> question) {
        try (Session session = open(answer)) {
            return question.to(session);
        } catch (SQLException e) {
            throw new ClusterException(node + ": " + e.getMessage(), e);
        }
    }

    Session open(Duration answer) throws SQLException {
        Address direct = control.direct();
        return Session.open(direct.host(), direct.port(), Cluster.ADMIN, Cluster.ADMIN, answer);
    }

    /** Something to do with a session. */
    interface Order {
        void to(Session session) throws SQLException;
    }

    /** Something to find out with a session. */
    interface Question<T extends @Nullable Object> {
        T to(Session session) throws SQLException;
    }
}
