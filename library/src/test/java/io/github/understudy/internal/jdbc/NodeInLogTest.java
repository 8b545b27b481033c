package io.github.understudy.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.topology.Endpoint;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Whose name a thread's log lines have, in whatever order its connections are closed. */
class NodeInLogTest {
    private static final String KEY = "understudy.node";

    private final NodeInLog outer = on("outer");
    private final NodeInLog inner = on("inner");

    private static NodeInLog on(String host) {
        NodeInLog made = new NodeInLog();
        made.is(new Endpoint(host, 3306));
        return made;
    }

    private static String named() {
        String name = MDC.get(KEY);
        return name == null ? "nobody" : name.replace(":3306", "");
    }

    @AfterEach
    void end() {
        inner.ended();
        outer.ended();
        assertThat(named()).isEqualTo("nobody");
    }

    @Test
    void theOneWithinEndsFirst() {
        assertThat(named()).isEqualTo("inner");
        inner.ended();
        assertThat(named()).isEqualTo("outer");
        outer.ended();
        assertThat(named()).isEqualTo("nobody");
    }

    @Test
    void theOneAroundEndsFirst() {
        outer.ended();
        assertThat(named()).isEqualTo("inner");
        inner.ended();
        assertThat(named()).isEqualTo("nobody");
    }

    @Test
    void oneInTheMiddleEndsFirst() {
        NodeInLog innermost = on("innermost");
        inner.ended();
        assertThat(named()).isEqualTo("innermost");
        innermost.ended();
        assertThat(named()).isEqualTo("outer");
    }

    @Test
    void handOverHand() {
        NodeInLog last = inner;
        for (int i = 0; i < 10; i++) {
            NodeInLog next = on("host" + i);
            last.ended();
            assertThat(named()).isEqualTo("host" + i);
            last = next;
        }
        last.ended();
        assertThat(named()).isEqualTo("outer");
    }

    @Test
    void whatWasThereBeforeIsThereAfterwards() {
        inner.ended();
        outer.ended();
        MDC.put(KEY, "parent");
        NodeInLog one = on("one");
        NodeInLog other = on("other");
        one.ended();
        assertThat(named()).isEqualTo("other");
        other.ended();
        assertThat(named()).isEqualTo("parent");
        MDC.remove(KEY);
    }

    /** Its own log lines are not touched, and those of the thread that opened the connection are put right later. */
    @Test
    void anotherThreadClosesTheConnection() throws Exception {
        String[] there = new String[1];
        Thread other = new Thread(() -> {
            MDC.put(KEY, "there");
            inner.ended();
            there[0] = MDC.get(KEY);
        });
        other.start();
        other.join();
        assertThat(there[0]).isEqualTo("there");
        assertThat(named()).as("can't be cleaned from there").isEqualTo("inner");

        on("next").ended();
        assertThat(named()).isEqualTo("outer");
    }

    @Test
    void anotherThreadClosesAll() throws Exception {
        Thread other = new Thread(() -> {
            inner.ended();
            outer.ended();
        });
        other.start();
        other.join();

        NodeInLog next = on("next");
        assertThat(named()).isEqualTo("next");
        next.ended();
        assertThat(named()).isEqualTo("nobody");
    }

    /** A connection that nobody closes is not held by its thread. */
    @Test
    void whatIsForgottenIsGivenBackToTheCollector() throws Exception {
        inner.ended();
        outer.ended();
        WeakReference<NodeInLog> forgotten = new WeakReference<>(on("forgotten"));
        for (int i = 0; i < 100 && forgotten.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(forgotten.get()).isNull();
        on("next").ended();
        assertThat(named()).isEqualTo("nobody");
    }
}
