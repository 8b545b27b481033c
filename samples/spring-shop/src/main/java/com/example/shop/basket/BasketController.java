package com.example.shop.basket;

import com.example.shop.catalogue.Catalogue;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping("/basket")
class BasketController {
    private final Basket basket;
    private final Catalogue catalogue;
    private final Customer customer;

    BasketController(Basket basket, Catalogue catalogue, Customer customer) {
        this.basket = basket;
        this.catalogue = catalogue;
        this.customer = customer;
    }

    @GetMapping
    String basket(Model model) {
        model.addAttribute("bill", Bill.of(basket, catalogue));
        model.addAttribute("orderId", basket.getOrderId());
        model.addAttribute("name", customer.getName());
        model.addAttribute("address", customer.getAddress());
        return "basket";
    }

    @PostMapping
    String add(@RequestParam String article, @RequestParam(defaultValue = "1") int quantity) {
        basket.add(catalogue.article(article).getId(), quantity);
        return "redirect:/basket";
    }

    @PostMapping("/{article}")
    String change(@PathVariable int article, @RequestParam int quantity) {
        basket.change(article, quantity);
        return "redirect:/basket";
    }
}
