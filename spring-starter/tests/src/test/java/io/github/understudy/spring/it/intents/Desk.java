package io.github.understudy.spring.it.intents;

import io.github.understudy.spring.RetryOnFailover;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Calls services that begin transactions themselves. */
@Service
public class Desk {
    private final Orders orders;

    public Desk(Orders orders) {
        this.orders = orders;
    }

    @Transactional
    public void placeInTransaction(String text, Orders.Event event) {
        orders.place(text, event);
    }

    @RetryOnFailover
    @Transactional
    public void placeInOuterRetry(String text, Orders.Event event) {
        orders.place(text, event);
    }

    @RetryOnFailover
    @Transactional
    public void placeWithAudit(String text, Orders.Event event) {
        orders.placeOnce(text, id -> {
            orders.audit("audit of " + text);
            event.accept(id);
        });
    }
}
