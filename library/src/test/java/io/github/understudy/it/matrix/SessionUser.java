package io.github.understudy.it.matrix;

import io.github.understudy.it.Held;
import io.github.understudy.it.SessionThings.Thing;
import io.github.understudy.it.orders.Account;
import io.github.understudy.it.orders.Told;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/** Sets things in several sessions, lets some time go by, and looks whether they are there or it is told. */
final class SessionUser {
    private static final int AT_ONCE = 14;
    private static final long HOLD_MILLIS = 1_500;

    private final DataSource dataSource;
    private final List<Thing> things;
    private final Account account;
    private final BooleanSupplier stopped;

    SessionUser(DataSource dataSource, List<Thing> things, Account account, BooleanSupplier stopped) {
        this.dataSource = dataSource;
        this.things = new ArrayList<>(things);
        this.account = account;
        this.stopped = stopped;
    }

    void use() throws InterruptedException {
        Collections.shuffle(things);
        List<Held> held = new ArrayList<>();
        for (Thing thing : things.subList(0, Math.min(AT_ONCE, things.size()))) {
            set(thing, held);
        }
        for (long left = HOLD_MILLIS; left > 0 && !stopped.getAsBoolean(); left -= 50) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        held.forEach(this::look);
    }

    /** What can't be set is no state that could be lost. */
    private void set(Thing thing, List<Held> held) {
        try {
            held.add(Held.set(thing, dataSource.getConnection(), false));
        } catch (SQLException | RuntimeException e) {
            account.session("not set: " + thing.name() + ": "
                    + (e instanceof SQLException ? Told.name((Exception) e.getCause()) : e));
        }
    }

    private void look(Held held) {
        try (held) {
            String outcome = held.outcome();
            if (Held.isLost(outcome)) {
                account.silentlyLost(held + " " + outcome);
            } else {
                account.session(outcome);
            }
        } catch (SQLException | RuntimeException e) {
            account.session("close: " + Told.name(e));
        }
    }
}
