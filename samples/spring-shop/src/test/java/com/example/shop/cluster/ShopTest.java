package com.example.shop.cluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** A test of the shop as it is, with the starter on the class path, on a source and two replicas; they are one for all. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "shop.cluster.console-port=0",
            "shop.cluster.promotion-after=2s",
            "shop.cluster.return-after=2s",
            // One test counts where reads go, and another one has just killed what they go to.
            "understudy.warm-up=0s"
        })
@Import({EmbeddedCluster.class, Harm.class})
public @interface ShopTest {}
