package io.github.understudy.samples.failover;

import java.util.List;

/**
 * What a customer wants.
 *
 * @param id made by the shop before anything is sent, so that a repeated order can be told from a second one
 * @param customer who orders
 * @param lines what, each product once
 */
record Order(String id, int customer, List<Line> lines) {

    /**
     * So much of a product.
     *
     * @param product its id
     * @param quantity how many
     */
    record Line(int product, int quantity) {}
}
