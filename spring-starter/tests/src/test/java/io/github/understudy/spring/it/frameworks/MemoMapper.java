package io.github.understudy.spring.it.frameworks;

import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
public interface MemoMapper {
    @Select("SELECT server FROM answering")
    String server();

    @Insert("INSERT INTO note (text) VALUES (#{text})")
    int insert(String text);
}
