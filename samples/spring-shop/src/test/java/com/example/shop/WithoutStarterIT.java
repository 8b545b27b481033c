package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.util.ClassUtils;

/** The twin: the same application without the dependency. The build takes it off the class path for this test. */
class WithoutStarterIT extends OrdinaryShop {

    @Test
    void theStarterIsNotThere() {
        assertThat(ClassUtils.isPresent("io.github.understudy.UnderstudyDataSource", null))
                .isFalse();
    }
}
