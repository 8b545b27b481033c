package io.github.understudy.spring.it.frameworks;

import org.springframework.data.repository.ListCrudRepository;

public interface ReplyRepository extends ListCrudRepository<Reply, String> {}
