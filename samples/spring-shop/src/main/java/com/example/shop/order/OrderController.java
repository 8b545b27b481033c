package com.example.shop.order;

import com.example.shop.basket.Basket;
import com.example.shop.basket.Customer;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@RequestMapping("/orders")
class OrderController {
    private final OrderDesk desk;
    private final Basket basket;
    private final Customer customer;

    OrderController(OrderDesk desk, Basket basket, Customer customer) {
        this.desk = desk;
        this.basket = basket;
        this.customer = customer;
    }

    /** What the customer fills in. The id comes with the page, so that a second click is the same order. */
    record OrderForm(
            @NotNull UUID id,
            @NotBlank @Size(max = 80) String name,
            @NotBlank @Size(max = 200) String address) {}

    @GetMapping
    String list(Model model) {
        model.addAttribute("orders", desk.ordersOf(customer.getId()));
        return "orders";
    }

    @GetMapping("/{id}")
    String order(@PathVariable UUID id, Model model) {
        model.addAttribute("order", desk.order(id).orElseThrow(OrderController::unknown));
        return "order";
    }

    @PostMapping
    String place(@Valid OrderForm form, RedirectAttributes next) {
        customer.remember(form.name(), form.address());
        if (!form.id().equals(basket.getOrderId())) {
            return "redirect:/orders/" + form.id(); // a page from before: that order was placed
        }
        if (basket.getCount() == 0) {
            return "redirect:/basket";
        }
        Order order = desk.place(
                new OrderRequest(form.id(), customer.getId(), form.name(), form.address(), basket.getQuantities()));
        basket.ordered(order.getId());
        next.addFlashAttribute("placed", true);
        return "redirect:/orders/" + order.getId();
    }

    @ExceptionHandler
    String soldOut(SoldOutException e, RedirectAttributes next) {
        next.addFlashAttribute("problem", e.getMessage());
        return "redirect:/basket";
    }

    /** Nobody knows whether the order was placed. It has its id, so it can be sent again. */
    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
    String notConfirmed(Model model) {
        model.addAttribute("orderId", basket.getOrderId());
        model.addAttribute("name", customer.getName());
        model.addAttribute("address", customer.getAddress());
        return "not-confirmed";
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such order.");
    }
}
