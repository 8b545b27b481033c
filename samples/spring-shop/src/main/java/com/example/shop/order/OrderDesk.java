package com.example.shop.order;

import com.example.shop.catalogue.Article;
import com.example.shop.catalogue.Articles;
import com.example.shop.catalogue.UnknownArticleException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes orders and finds them again. */
@Service
public class OrderDesk {
    private final Orders orders;
    private final Articles articles;

    OrderDesk(Orders orders, Articles articles) {
        this.orders = orders;
        this.articles = articles;
    }

    /** Places an order, all of it or nothing. One that is placed already is returned as it is. */
    @Transactional
    Order place(OrderRequest request) {
        return orders.findById(request.id()).orElseGet(() -> orders.save(new Order(request, take(request))));
    }

    @Transactional(readOnly = true)
    Optional<Order> order(UUID id) {
        return orders.findById(id);
    }

    /** The latest first. */
    @Transactional(readOnly = true)
    List<Order> ordersOf(UUID customer) {
        return orders.findByCustomerOrderByPlacedAtDesc(customer);
    }

    /** In the order of the articles' ids, so that two orders never wait for each other in a circle. */
    private List<OrderLine> take(OrderRequest request) {
        return new TreeMap<>(request.quantities())
                .entrySet().stream().map(this::take).toList();
    }

    private OrderLine take(Map.Entry<Integer, Integer> wanted) {
        Article article = articles.findById(wanted.getKey())
                .orElseThrow(() -> new UnknownArticleException("number " + wanted.getKey()));
        if (articles.takeFromStock(wanted.getKey(), wanted.getValue()) == 0) {
            throw new SoldOutException(article);
        }
        return new OrderLine(article, wanted.getValue());
    }
}
