package io.github.understudy.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.event.ClusterEvent;
import io.github.understudy.event.EventType;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventHistoryTest {
    private final EventHistory history = new EventHistory();

    @Test
    void keepsTheNewestAndTellsThemLast() {
        for (int i = 0; i < EventHistory.SIZE + 5; i++) {
            history.add(new ClusterEvent(EventType.NODE_UP, null, "" + i, i, Instant.EPOCH));
        }
        assertThat(history.last(1_000)).hasSize(EventHistory.SIZE).first().returns("5", ClusterEvent::reason);
        assertThat(history.last(2)).extracting(ClusterEvent::reason).containsExactly("203", "204");
        assertThat(history.last(0)).isEmpty();
        assertThatThrownBy(() -> history.last(-1)).hasMessageContaining("-1");
    }
}
