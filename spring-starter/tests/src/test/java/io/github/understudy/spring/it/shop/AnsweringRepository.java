package io.github.understudy.spring.it.shop;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** A derived query runs outside of a transaction, unless its caller has begun one. */
public interface AnsweringRepository extends JpaRepository<Answering, String> {
    List<Answering> findByServerNotNull();
}
