package io.github.understudy.it.matrix;

import io.github.understudy.Setting;
import io.github.understudy.UnderstudyBuilder;
import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.it.Connected;
import io.github.understudy.it.SessionThings;
import io.github.understudy.it.orders.Account;
import io.github.understudy.it.orders.Audit;
import io.github.understudy.it.orders.Orders;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.topology.Role;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One fault under load: sets the stage, lets it happen, waits until work goes on, and counts. */
final class Round implements AutoCloseable {
    private static final int PROGRESS = 40;
    private static final Duration CALM = Duration.ofSeconds(1);

    private final Cluster cluster;
    private final Fault fault;
    private final List<Variant> variants;
    private final @Nullable Alias alias;
    private final Map<Variant, Account> accounts = new LinkedHashMap<>();
    private final Map<Variant, UnderstudyDataSource> dataSources = new LinkedHashMap<>();

    Round(Cluster cluster, List<Variant> variants, Fault fault) {
        this.cluster = cluster;
        this.fault = fault;
        this.variants = variants;
        this.alias = fault.byName() ? new Alias(cluster.source()) : null;
    }

    Row run() throws Exception {
        SessionThings.prepare(cluster);
        variants.stream()
                .flatMap(variant -> Orders.definition("app." + variant.table()).stream())
                .forEach(cluster.source()::execute);
        cluster.awaitCaughtUp(Duration.ofSeconds(20));
        List<Load> loads = variants.stream().map(this::load).toList();
        dataSources.values().forEach(this::awaitReadiness);
        loads.forEach(Load::start);
        awaitProgress();
        Stage stage = stage();
        stage.hold(CALM);
        stage.begins();
        try (Detection detection = new Detection(fault, stage)) {
            fault.happen(stage);
            awaitProgress();
            stage.hold(CALM);
            for (Load load : loads) {
                load.stop();
            }
            return new Row(fault, stage.held(), detection.noticed(), figures());
        }
    }

    private Load load(Variant variant) {
        Account account = new Account();
        UnderstudyDataSource dataSource = dataSource(variant);
        accounts.put(variant, account);
        dataSources.put(variant, dataSource);
        return new Load(dataSource, variant.table(), SessionThings.all(cluster.flavor()), account);
    }

    private UnderstudyDataSource dataSource(Variant variant) {
        UnderstudyBuilder builder = Connected.builder(cluster, alias == null ? cluster.jdbcHosts() : alias.address())
                .set(Setting.NAME, variant.name().replace(' ', '-'))
                .property("understudy.pool.maximumPoolSize", "40")
                .property("understudy.pool.minimumIdle", "5");
        if (alias != null) {
            builder.set(Setting.DISCOVERY, "false");
        }
        if (Boolean.getBoolean("understudy.matrix.events")) {
            builder.listener(event -> System.out.println(variant.name() + ": " + event));
        }
        variant.configure(builder);
        return builder.build();
    }

    private void awaitReadiness(UnderstudyDataSource dataSource) {
        int replicas = alias == null ? cluster.replicas().size() : 0;
        Connected.await()
                .until(() -> dataSource.topology().sourceNode() != null
                        && dataSource.topology().nodes().stream()
                                        .filter(node -> node.role() == Role.REPLICA && node.readable())
                                        .count()
                                == replicas);
    }

    private Stage stage() {
        Map<String, Account> byTable = new LinkedHashMap<>();
        accounts.forEach((variant, account) -> byTable.put(variant.table(), account));
        return new Stage(cluster, byTable, source(), node -> {
            if (alias != null) {
                alias.lead(node);
            }
        });
    }

    /** Of a cluster that elects its source itself, the one that the applications have found; a name leads to another one. */
    private TestNode source() {
        UnderstudyDataSource plain = dataSources.get(variants.get(0));
        Connected.await().until(() -> plain.topology().sourceNode() != null);
        String address = plain.topology().sourceNode().endpoint().toString();
        return cluster.nodes().stream()
                .filter(node -> node.address().equals(address))
                .findFirst()
                .orElseGet(cluster::source);
    }

    /** Waits until each variant has written and read some more. */
    private void awaitProgress() {
        for (Account account : accounts.values()) {
            long writes = account.writes().beats() + PROGRESS;
            long reads = account.reads().beats() + PROGRESS;
            Connected.await()
                    .until(() -> account.writes().beats() >= writes
                            && account.reads().beats() >= reads);
        }
    }

    private Map<Variant, Figures> figures() {
        TestNode source = source();
        Map<Variant, Figures> figures = new LinkedHashMap<>();
        accounts.forEach((variant, account) ->
                figures.put(variant, new Figures(account, Audit.of(account, Orders.on(source, variant.table())))));
        return figures;
    }

    @Override
    public void close() {
        dataSources.values().forEach(UnderstudyDataSource::close);
        if (alias != null) {
            alias.close();
        }
    }
}
