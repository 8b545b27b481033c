package com.example.shop.order;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Orders for programs. PUT with an id of the caller's own: it can be sent again and again, and is one order. */
@RestController
@RequestMapping("/api/orders/{id}")
class OrderApi {
    private final OrderDesk desk;

    OrderApi(OrderDesk desk) {
        this.desk = desk;
    }

    record LineResource(int article, @Min(1) @Max(20) int quantity) {}

    record NewOrder(
            @NotNull UUID customer,
            @NotBlank @Size(max = 80) String name,
            @NotBlank @Size(max = 200) String address,
            @NotEmpty List<@Valid LineResource> lines) {

        OrderRequest request(UUID id) {
            return new OrderRequest(
                    id,
                    customer,
                    name,
                    address,
                    lines.stream()
                            .collect(Collectors.toMap(LineResource::article, LineResource::quantity, Integer::sum)));
        }
    }

    record OrderResource(UUID id, String code, Instant placedAt, BigDecimal total, List<LineResource> lines) {

        static OrderResource of(Order order) {
            return new OrderResource(
                    order.getId(),
                    order.getCode(),
                    order.getPlacedAt(),
                    order.getTotal(),
                    order.getLines().stream()
                            .map(line -> new LineResource(line.getArticleId(), line.getQuantity()))
                            .toList());
        }
    }

    @PutMapping
    OrderResource place(@PathVariable UUID id, @Valid @RequestBody NewOrder order) {
        return OrderResource.of(desk.place(order.request(id)));
    }

    @GetMapping
    OrderResource order(@PathVariable UUID id) {
        return desk.order(id)
                .map(OrderResource::of)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such order."));
    }
}
