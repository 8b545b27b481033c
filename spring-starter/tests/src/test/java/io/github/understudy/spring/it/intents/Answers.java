package io.github.understudy.spring.it.intents;

import io.github.understudy.spring.OnReplica;
import java.util.List;
import org.springframework.data.repository.Repository;

/** A repository is a proxy itself; the annotations stand on its interface. */
@Newest
public interface Answers extends Repository<Answer, String> {
    List<Answer> findAll();

    @OnReplica
    List<Answer> findByServerNotNull();
}
