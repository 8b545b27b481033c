package com.example.shop.browser;

import java.util.UUID;
import org.openqa.selenium.WebElement;

/** Somebody with a browser. Believes what the pages say. */
class Shopper {
    private final Browser browser;
    private final String shop;

    Shopper(Browser browser, String shop) {
        this.browser = browser;
        this.shop = shop;
    }

    /** From the catalogue to the order's confirmation, by clicks only. Returns the id of the confirmed order. */
    UUID buys(String article) {
        browser.open(shop);
        puts(article);
        return orders();
    }

    void puts(String article) {
        browser.follow("a.card[href$='/" + article + "']");
        browser.follow("#add");
        browser.the("#order");
    }

    /** From the basket. A shop that could not confirm the order is asked again, as its page says. */
    UUID orders() {
        fill("name", "Ophelia");
        fill("address", "Elsinore Castle, Denmark");
        browser.follow("#order");
        browser.the("#again, #code");
        while (browser.count("#again") > 0) {
            browser.follow("#again");
            browser.the("#again, #code");
        }
        return UUID.fromString(browser.the("#code").getAttribute("data-id"));
    }

    private void fill(String field, String text) {
        WebElement input = browser.the("input[name=" + field + "]");
        input.clear();
        input.sendKeys(text);
    }
}
