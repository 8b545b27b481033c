package io.github.understudy.testkit.junit;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ClusterBuilder;
import io.github.understudy.testkit.ClusterKind;
import io.github.understudy.testkit.ServerFlavor;
import io.github.understudy.testkit.TestNode;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.slf4j.LoggerFactory;

/** What {@link ClusterTest} does. */
final class ClusterExtension implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(ClusterExtension.class);
    private static final int LOG_LINES = 40;

    /** JUnit closes it together with the context of the class. */
    private record Running(Cluster cluster) implements AutoCloseable {

        @Override
        public void close() {
            cluster.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Class<?> test = context.getRequiredTestClass();
        if (test.isAnnotationPresent(ClusterTest.class) || find(context) == null) {
            ClusterTest order = annotation(test)
                    .orElseThrow(() -> new ExtensionConfigurationException(test + " is no @ClusterTest"));
            context.getStore(NAMESPACE)
                    .put(Running.class, new Running(order(order).start()));
        }
    }

    /** On the class or, for a nested one, on the class around it. */
    private static Optional<ClusterTest> annotation(Class<?> test) {
        Class<?> type = test;
        while (type != null) {
            Optional<ClusterTest> found = AnnotationSupport.findAnnotation(type, ClusterTest.class);
            if (found.isPresent()) {
                return found;
            }
            type = type.getEnclosingClass();
        }
        return Optional.empty();
    }

    private static ClusterBuilder order(ClusterTest order) {
        ClusterBuilder builder = Cluster.of(flavor(order))
                .kind(order.kind())
                .replicas(order.replicas())
                .followers(order.followers())
                .semiSync(order.semiSync())
                .chained(order.chained());
        for (String option : order.options()) {
            builder.option(option);
        }
        return Boolean.getBoolean("understudy.testkit.docker") ? builder.docker() : builder;
    }

    private static ServerFlavor flavor(ClusterTest order) {
        if (order.kind() == ClusterKind.GALERA) {
            return ServerFlavor.MARIADB;
        }
        if (order.kind() == ClusterKind.GROUP) {
            return ServerFlavor.MYSQL;
        }
        if (order.flavor().length > 1) {
            throw new ExtensionConfigurationException("@ClusterTest takes one flavor at most");
        }
        if (order.flavor().length == 1) {
            return order.flavor()[0];
        }
        String named = System.getProperty("understudy.testkit.flavor", "mariadb");
        try {
            return ServerFlavor.valueOf(named.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(
                    "understudy.testkit.flavor must be mysql or mariadb, not '" + named + "'", e);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        running(context).restore();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            for (TestNode node : running(context).nodes()) {
                LoggerFactory.getLogger(ClusterTest.class)
                        .error(
                                "{} failed; the end of the log of {}:\n{}",
                                context.getDisplayName(),
                                node,
                                node.logTail(LOG_LINES));
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Cluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running(context);
    }

    private static @Nullable Running find(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(Running.class, Running.class);
    }

    private static Cluster running(ExtensionContext context) {
        Running running = find(context);
        if (running == null) {
            throw new ExtensionConfigurationException("no cluster: @ClusterTest belongs on the class");
        }
        return running.cluster();
    }
}
