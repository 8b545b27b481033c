package io.github.understudy.samples.failover;

import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.testkit.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

/** The demo from the first server's start to the picture. */
final class Show {
    private static final Duration CATCH_UP = Duration.ofSeconds(30);

    private final Options options;
    private final Console console;

    Show(Options options, Console console) {
        this.options = options;
        this.console = console;
    }

    /** Returns whether the database is as customers were told. */
    boolean play() throws SQLException, InterruptedException, IOException {
        Outcome outcome;
        try (Badge badge = Badge.make();
                Cluster cluster = Cluster.of(options.flavor())
                        .replicas(2)
                        .semiSync(true)
                        .option(badge.option())
                        .option(Scenario.QUICK_LOCKS)
                        .progress(console::line)
                        .start()) {
            outcome = play(cluster);
        }
        new TextReport(outcome, console).print();
        new Picture(outcome).write(options.picture());
        writeFailures(outcome);
        console.line("");
        console.line("The picture: " + options.picture().toUri());
        return outcome.audit().isClean();
    }

    private void writeFailures(Outcome outcome) throws IOException {
        Path traces = options.picture().resolveSibling("failover-demo-failures.txt");
        Files.deleteIfExists(traces); // those of an earlier run
        if (outcome.failures().count() > 0) {
            outcome.failures().write(traces);
            console.line("");
            console.line("The failures' stack traces: " + traces.toUri());
        }
    }

    private Outcome play(Cluster cluster) throws SQLException, InterruptedException {
        Cast cast = new Cast(cluster);
        RunClock clock = new RunClock();
        Chronicle chronicle = new Chronicle(clock, console, cast);
        try (UnderstudyDataSource dataSource = open(cluster, chronicle)) {
            Catalogue.create(dataSource);
            cluster.awaitCaughtUp(CATCH_UP);
            introduce(dataSource, cluster, cast);
            return sell(cluster, dataSource, chronicle, clock, cast);
        }
    }

    /** All that an application has to say. One address is enough. */
    private static UnderstudyDataSource open(Cluster cluster, Chronicle chronicle) {
        return UnderstudyDataSource.builder()
                .url("jdbc:understudy:mysql://" + cluster.node(0).address() + "/" + cluster.database()
                        + "?useSSL=false&allowPublicKeyRetrieval=true")
                .user(cluster.user())
                .password(cluster.password())
                .maximumPoolSize(20)
                .listener(chronicle::event)
                .build();
    }

    private void introduce(UnderstudyDataSource dataSource, Cluster cluster, Cast cast) {
        console.line("the shop was given one address, " + cluster.node(0).address() + "; the library has found:");
        dataSource
                .topology()
                .nodes()
                .forEach(node -> console.line("  " + Cast.name(cast.at(node.endpoint())) + "  " + node.endpoint() + "  "
                        + node.role().name().toLowerCase(Locale.ROOT)));
    }

    private Outcome sell(
            Cluster cluster, UnderstudyDataSource dataSource, Chronicle chronicle, RunClock clock, Cast cast)
            throws InterruptedException {
        Journal journal = new Journal(clock, cast);
        Ledger ledger = new Ledger();
        try (NodeWatch watch = new NodeWatch(dataSource, cast, clock);
                Ticker ticker = new Ticker(console, journal, dataSource, cast);
                Load load = new Load(dataSource, options, ledger, journal)) {
            watch.start();
            load.start();
            ticker.start();
            new Scenario(cluster, chronicle, console, clock, options.pace()).play();
            load.finish();
            ticker.close();
            watch.close();
            console.line("");
            console.line("the shop is closed; counting what each server has");
            cluster.awaitCaughtUp(CATCH_UP);
            Audit audit = new Auditor(cluster, ledger).audit();
            return Outcome.of(options, version(cluster), clock, journal.after(0), chronicle, watch.stays(), audit);
        }
    }

    private static String version(Cluster cluster) {
        return String.valueOf(cluster.source().query("SELECT VERSION()")).replaceFirst("-.*", "");
    }
}
