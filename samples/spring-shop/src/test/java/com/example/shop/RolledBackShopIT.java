package com.example.shop;

import org.springframework.test.context.TestPropertySource;

/** The easy way back: one property. */
@TestPropertySource(properties = "understudy.enabled=false")
class RolledBackShopIT extends OrdinaryShop {}
