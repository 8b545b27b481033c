package io.github.understudy.testkit.junit;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ClusterKind;
import io.github.understudy.testkit.ServerFlavor;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a {@link Cluster}: started before the first test, restored before each test ({@link
 * Cluster#restore()}; tables and rows of earlier tests stay), closed after the last one. Constructors, test methods and
 * lifecycle methods may have a parameter of type {@code Cluster}. When a test fails, the ends of the servers' logs are
 * printed.
 *
 * <p>A missing server fails the class; it never skips it. Methods of one class must not run in parallel.
 *
 * <p>With the system property {@code understudy.testkit.docker=true}, servers run in containers.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ClusterExtension.class)
public @interface ClusterTest {

    /** How the servers keep the same data. With Galera the flavor is MariaDB, with a group MySQL, whatever else is set. */
    ClusterKind kind() default ClusterKind.REPLICATION;

    /** Number of replicas beside the source. */
    int replicas() default 2;

    /** Number of servers that replicate from the first node of a Galera cluster without belonging to it. */
    int followers() default 0;

    /**
     * Whose servers; at most one. If left out, the system property {@code understudy.testkit.flavor} tells ({@code mysql}
     * or {@code mariadb}), and if that is not set, it is MariaDB.
     */
    ServerFlavor[] flavor() default {};

    /** Whether commits wait for a replica. */
    boolean semiSync() default false;

    /** Whether the last replica follows the first replica. */
    boolean chained() default false;

    /** Further server options, like {@code --max-connections=50}. */
    String[] options() default {};
}
