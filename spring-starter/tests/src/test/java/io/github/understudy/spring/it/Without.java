package io.github.understudy.spring.it;

/** What applications leave out that need no such thing; by the names of both lines of Spring Boot. */
public final class Without {
    /** JPA. */
    public static final String JPA = "spring.autoconfigure.exclude="
            + "org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration,"
            + "org.springframework.boot.autoconfigure.data.jpa.JpaRepositoriesAutoConfiguration,"
            + "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
            + "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration";

    /** JPA, and what else asks the database at start. */
    public static final String MOST = JPA
            + ","
            + "org.springframework.boot.autoconfigure.data.jdbc.JdbcRepositoriesAutoConfiguration,"
            + "org.springframework.boot.autoconfigure.jooq.JooqAutoConfiguration,"
            + "org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration,"
            + "org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration";

    /** A web server. */
    public static final String WEB = "spring.main.web-application-type=none";

    private Without() {}
}
