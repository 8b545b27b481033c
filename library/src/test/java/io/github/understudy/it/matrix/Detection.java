package io.github.understudy.it.matrix;

import io.github.understudy.testkit.ClusterException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks when the other servers go on without the lost one. */
final class Detection implements AutoCloseable {
    private static final int PACE_MILLIS = 20;

    private final Thread thread;
    private volatile @Nullable Duration noticed;

    Detection(Fault fault, Stage stage) {
        thread = new Thread(() -> look(fault, stage), "detection");
        thread.start();
    }

    private void look(Fault fault, Stage stage) {
        try {
            while (!isNoticed(fault, stage)) {
                TimeUnit.MILLISECONDS.sleep(PACE_MILLIS);
            }
            noticed = stage.since();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whoever is asked may be about to die. */
    private static boolean isNoticed(Fault fault, Stage stage) {
        try {
            return fault.isNoticed(stage);
        } catch (ClusterException e) {
            return false;
        }
    }

    /** From the fault's beginning; null if they did not. */
    @Nullable
    Duration noticed() {
        return noticed;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
