package io.github.understudy.spring.it.frameworks;

import org.springframework.data.repository.ListCrudRepository;

public interface MemoRepository extends ListCrudRepository<Memo, Long> {}
