package io.github.understudy.internal.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.metrics.WaitListener;
import io.github.understudy.metrics.WaitOutcome;
import io.github.understudy.metrics.WaitReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A listener that fails is its author's trouble, and not the request's. */
class WaitListenersTest {
    private final WaitListeners listeners = new WaitListeners();
    private final List<String> told = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, AssertionError.class, NoClassDefFoundError.class})
    void theOthersAreToldWhateverOneThrows(Class<? extends Throwable> failure) {
        listeners.add(heard("first"));
        listeners.add(reason -> {
            throw sneaky(failure);
        });
        listeners.add(reason -> outcome -> {
            throw sneaky(failure);
        });
        listeners.add(heard("last"));

        listeners.begun(WaitReason.values()[0]).accept(WaitOutcome.values()[0]);

        assertThat(told).containsExactly("first begins", "last begins", "last ends", "first ends");
    }

    private WaitListener heard(String name) {
        return reason -> {
            told.add(name + " begins");
            return outcome -> told.add(name + " ends");
        };
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneaky(Class<? extends Throwable> failure) throws T {
        try {
            throw (T) failure.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
