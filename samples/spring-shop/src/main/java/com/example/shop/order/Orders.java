package com.example.shop.order;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface Orders extends JpaRepository<Order, UUID> {

    List<Order> findByCustomerOrderByPlacedAtDesc(UUID customer);
}
