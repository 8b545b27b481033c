package io.github.understudy.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class FaultProxyTest {

    private static final int QUICK = 300;

    private final List<Socket> clients = new ArrayList<>();
    private EchoServer server;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new EchoServer();
        proxy = FaultProxy.listen(0, server.address());
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        proxy.close();
        server.close();
    }

    @Test
    void passesDataBothWays() throws IOException {
        Socket client = connect();
        assertEcho(client, 1);
        assertEcho(client, 2);
        assertThat(proxy.isHealthy()).isTrue();
    }

    /** As hosts do. Every Linux has these addresses; elsewhere they must be added. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void twoAddressesHaveTheSamePort() throws IOException {
        try (FaultProxy first = FaultProxy.listen("127.0.0.2", 0, server.address());
                FaultProxy second = FaultProxy.listen("127.0.0.3", first.port(), server.address())) {
            second.refuse();
            assertThat(first.host()).isEqualTo("127.0.0.2");
            try (Socket client = new Socket(first.host(), first.port())) {
                assertEcho(client, 1);
            }
            assertThatThrownBy(() -> new Socket(second.host(), second.port())).isInstanceOf(ConnectException.class);
            second.heal();
            try (Socket client = new Socket(second.host(), second.port())) {
                assertEcho(client, 2);
            }
        }
    }

    @Test
    void passesTheEndOfAConnection() throws IOException {
        Socket client = connect();
        assertEcho(client, 1);
        client.shutdownOutput();
        assertThat(client.getInputStream().read()).isEqualTo(-1);
        await().until(() -> proxy.connections() == 0);
    }

    @Test
    void refuseClosesThePortAndResetsConnections() throws IOException {
        Socket client = connect();
        assertEcho(client, 1);

        proxy.refuse();
        assertReset(client);
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);

        int port = proxy.port();
        proxy.heal();
        assertThat(proxy.port()).isEqualTo(port);
        assertEcho(connect(), 2);
    }

    @Test
    void resetEndsOldAndNewConnections() throws IOException {
        Socket old = connect();
        assertEcho(old, 1);

        proxy.reset();
        assertReset(old);
        assertThatThrownBy(() -> assertEcho(connect(), 2)).isInstanceOf(SocketException.class);
        assertThat(server.connections()).isEqualTo(1);

        proxy.heal();
        assertEcho(connect(), 3);
    }

    @Test
    void blackHoleSwallowsUntilHealed() throws IOException {
        Socket old = connect();
        assertEcho(old, 1);

        proxy.blackHole();
        assertSilent(old, 2);
        Socket fresh = connect();
        assertSilent(fresh, 3);
        assertThat(server.connections()).isEqualTo(1);

        proxy.heal();
        assertThat(read(old)).isEqualTo(2);
        assertThat(read(fresh)).isEqualTo(3);
        assertEcho(old, 4);
    }

    @Test
    void blackHoleHidesThatTheServerIsGone() throws IOException {
        Socket client = connect();
        assertEcho(client, 1);

        proxy.blackHole();
        server.close();
        proxy.targetDown();
        assertSilent(client, 2);
        assertSilent(connect(), 3);

        proxy.heal();
        assertReset(client);
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    }

    @Test
    void halfOpenClosesTheServersSideOnly() throws IOException {
        Socket client = connect();
        assertEcho(client, 1);

        proxy.halfOpen();
        assertThat(proxy.halfOpenConnections()).isEqualTo(1);
        assertSilent(client, 2);
        assertSilent(connect(), 3);
    }

    @Test
    void halfOpenConnectionIsResetOnWriteAfterHealing() throws IOException {
        Socket client = connect();
        assertEcho(client, 1);
        proxy.halfOpen();
        Socket accepted = connect();
        proxy.heal();

        client.setSoTimeout(QUICK);
        assertThatThrownBy(() -> read(client)).isInstanceOf(SocketTimeoutException.class);
        client.getOutputStream().write(2);
        assertReset(client);
        assertThat(proxy.halfOpenConnections()).isZero();
        assertEcho(accepted, 3);
    }

    @Test
    void delayMakesAnswersLate() throws IOException {
        Socket client = connect();
        assertEcho(client, 1);

        proxy.delay(Duration.ofMillis(100));
        assertThat(proxy.isHealthy()).isFalse();
        assertThat(millis(() -> assertEcho(client, 2))).isBetween(200L, 1_500L);

        proxy.heal();
        assertThat(millis(() -> assertEcho(client, 3))).isLessThan(200);
    }

    @Test
    void delayDoesNotSlowDownAStream() throws IOException {
        proxy.delay(Duration.ofMillis(100));
        Socket client = connect();
        int size = 1_000_000;

        long millis = millis(() -> {
            Threads.daemon("writer", () -> writeMany(client, size));
            client.getInputStream().readNBytes(size);
        });

        assertThat(millis).isBetween(200L, 3_000L);
    }

    @Test
    void healingDeliversWhatIsUnderWay() throws IOException {
        proxy.delay(Duration.ofHours(1));
        Socket client = connect();
        assertSilent(client, 1);
        proxy.heal();
        assertThat(read(client)).isEqualTo(1);
    }

    @Test
    void bandwidthLimitsAllConnectionsTogether() throws IOException {
        proxy.bandwidth(100_000);
        Socket one = connect();
        Socket two = connect();

        long millis = millis(() -> {
            Threads.daemon("writer", () -> writeMany(one, 25_000));
            Threads.daemon("writer", () -> writeMany(two, 25_000));
            one.getInputStream().readNBytes(25_000);
            two.getInputStream().readNBytes(25_000);
        });

        assertThat(millis).isBetween(450L, 5_000L);
    }

    @Test
    void connectionToADeadServerIsReset() throws IOException {
        server.close();
        // Perhaps so soon that connecting itself fails.
        assertThatThrownBy(() -> read(connect()))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    @Test
    void deadTargetHasAClosedPortUntilItIsUpAgain() throws IOException {
        Socket client = connect();
        assertEcho(client, 1);
        proxy.targetDown();
        assertReset(client);
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);

        try (EchoServer other = new EchoServer()) {
            proxy.targetUp(other.address());
            assertEcho(connect(), 2);
            assertThat(other.connections()).isEqualTo(1);
        }
    }

    @Test
    void refusedStaysRefusedWhenTheServerComesBack() {
        proxy.refuse();
        proxy.targetDown();
        proxy.targetUp(server.address());
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    }

    @Test
    void carriesHundredsOfConnections() throws IOException {
        for (int i = 0; i < 300; i++) {
            assertEcho(connect(), i % 100);
        }
        assertThat(proxy.connections()).isEqualTo(300);
        proxy.reset();
        for (Socket client : clients) {
            assertReset(client);
        }
        assertThat(proxy.connections()).isZero();
    }

    @Test
    void rejectsImpossibleFaults() {
        assertThatIllegalArgumentException().isThrownBy(() -> proxy.delay(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> proxy.bandwidth(0));
    }

    private Socket connect() throws IOException {
        Socket client = new Socket();
        clients.add(client);
        client.connect(new InetSocketAddress(proxy.host(), proxy.port()), 5_000);
        client.setSoTimeout(5_000);
        return client;
    }

    private static void assertEcho(Socket client, int value) throws IOException {
        client.getOutputStream().write(value);
        assertThat(read(client)).isEqualTo(value);
    }

    private static int read(Socket client) throws IOException {
        return client.getInputStream().read();
    }

    private static void assertReset(Socket client) {
        assertThatThrownBy(() -> read(client))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    private static void assertSilent(Socket client, int value) throws IOException {
        int timeout = client.getSoTimeout();
        client.getOutputStream().write(value);
        client.setSoTimeout(QUICK);
        assertThatThrownBy(() -> read(client)).isInstanceOf(SocketTimeoutException.class);
        client.setSoTimeout(timeout);
    }

    private static void writeMany(Socket client, int size) {
        try {
            client.getOutputStream().write(new byte[size]);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private static long millis(Step step) throws IOException {
        long begin = System.nanoTime();
        step.run();
        return (System.nanoTime() - begin) / 1_000_000;
    }
}
