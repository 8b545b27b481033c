package com.example.shop.basket;

import java.io.Serializable;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.SessionScope;

/** Who visits the shop. There is no login: a customer is a session. */
@Component
@SessionScope
public class Customer implements Serializable {
    private static final long serialVersionUID = 1;

    private final UUID id = UUID.randomUUID();
    private volatile String name = "";
    private volatile String address = "";

    public UUID getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public String getAddress() {
        return address;
    }

    /** Spares the customer to say it again. */
    public void remember(String name, String address) {
        this.name = name;
        this.address = address;
    }
}
