package com.example.shop.order;

import java.util.Map;
import java.util.UUID;

/**
 * What somebody wants to order.
 *
 * @param id of the order, chosen by the customer's side
 * @param quantities by the articles' ids
 */
record OrderRequest(UUID id, UUID customer, String name, String address, Map<Integer, Integer> quantities) {}
