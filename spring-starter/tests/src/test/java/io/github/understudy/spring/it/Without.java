package io.github.understudy.spring.it;

/** What applications leave out that need no such thing; by the names of both lines of Spring Boot. */
public final class Without {
    /** JPA. */
    public static final String JPA = "spring.autoconfigure.exclude="
            + "org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration,"
            + "org.springframework.boot.autoconfigure.data.jpa.JpaRepositoriesAutoConfiguration,"
            + "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
            + "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration";

    /** A web server. */
    public static final String WEB = "spring.main.web-application-type=none";

    private Without() {}
}
