package io.github.understudy.spring.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HostsTest {
    @Test
    void onlyThoseThatAreNamedAreTold() {
        Hosts hosts = new Hosts(List.of("orders", " *.shop.internal"));
        assertThat(hosts.include("Orders")).isTrue();
        assertThat(hosts.include("stock.shop.internal")).isTrue();
        assertThat(hosts.include("shop.internal.example.org")).isFalse();
        assertThat(hosts.include("orders.example.org")).isFalse();
        assertThat(hosts.include(null)).isFalse();
        assertThat(new Hosts(List.of()).include("orders")).isFalse();
    }
}
