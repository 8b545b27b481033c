package com.example.shop.cluster;

import com.example.shop.ShopApplication;
import org.springframework.boot.SpringApplication;

/** Runs the shop as it is on three real servers, and lets people do harm to them. */
public class ShopOnCluster {

    public static void main(String[] args) {
        SpringApplication.from(ShopApplication::main)
                .with(EmbeddedCluster.class, Harm.class)
                .run(args);
    }
}
