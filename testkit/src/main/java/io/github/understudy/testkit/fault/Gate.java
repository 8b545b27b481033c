package io.github.understudy.testkit.fault;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Lets data pass while it is open; while it is shut, those who want to pass wait. */
final class Gate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean open = true;

    void set(boolean open) {
        lock.lock();
        try {
            this.open = open;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Makes all who wait look again whether they still want to pass. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when the gate is open or {@code abandoned} says so, the first on a {@link #wake()} only. */
    void pass(BooleanSupplier abandoned) {
        lock.lock();
        try {
            while (!open && !abandoned.getAsBoolean()) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
