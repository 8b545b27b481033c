package io.github.understudy.samples.failover;

import io.github.understudy.exception.OutcomeUnknownException;
import io.github.understudy.exception.TransactionLostException;
import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Takes orders, as an ordinary good application does: it repeats a transaction that is lost for certain, and looks for
 * an order whose outcome nobody knows before it repeats it. Everything else is a failure that the customer sees.
 */
final class OrderDesk {
    private static final int MOST_ATTEMPTS = 10;
    private static final int MOST_LOOKS = 5;
    private static final long PAUSE_MILLIS = 200;

    private final Shop shop;

    OrderDesk(Shop shop) {
        this.shop = shop;
    }

    Answer place(Order order) throws InterruptedException {
        int repeats = 0;
        int looks = 0;
        while (true) {
            try {
                return Answer.of(shop.place(order), repeats, looks);
            } catch (TransactionLostException e) {
                repeats++; // nothing of it was applied
            } catch (OutcomeUnknownException e) {
                looks++;
                try {
                    OptionalInt found = look(order);
                    if (found.isPresent()) {
                        return Answer.of(found.getAsInt(), repeats, looks);
                    }
                } catch (SQLException again) {
                    return Answer.failed(again, repeats, looks);
                }
            } catch (SQLException | RuntimeException e) {
                return Answer.failed(e, repeats, looks);
            }
            if (repeats + looks >= MOST_ATTEMPTS) {
                return Answer.failed(new SQLException("gave up after " + MOST_ATTEMPTS + " attempts"), repeats, looks);
            }
        }
    }

    private OptionalInt look(Order order) throws SQLException, InterruptedException {
        for (int look = 1; ; look++) {
            try {
                return shop.find(order.id());
            } catch (SQLException e) {
                if (look == MOST_LOOKS) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }
}
