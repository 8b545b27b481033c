package io.github.understudy.it;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import java.time.Duration;

/** Functions whose calls do not show what they do, and a table that makes keys; beside the table of {@link Counters}. */
final class StoredRoutines {
    private StoredRoutines() {}

    static void create(Cluster cluster) {
        TestNode source = cluster.source();
        source.execute("DROP TABLE IF EXISTS app.keyed");
        source.execute("CREATE TABLE app.keyed (id INT AUTO_INCREMENT PRIMARY KEY, v INT)");
        source.execute("DROP FUNCTION IF EXISTS app.counts_up");
        source.execute("CREATE FUNCTION app.counts_up() RETURNS INT DETERMINISTIC MODIFIES SQL DATA"
                + " BEGIN UPDATE app.counters SET v = v + 1 WHERE k = 0; RETURN 1; END");
        source.execute("DROP FUNCTION IF EXISTS app.remembers");
        source.execute("CREATE FUNCTION app.remembers(x INT) RETURNS INT DETERMINISTIC NO SQL"
                + " BEGIN SET @kept = x; RETURN x; END");
        source.execute("CREATE OR REPLACE VIEW app.counting AS SELECT app.counts_up() AS one");
        cluster.awaitCaughtUp(Duration.ofSeconds(20));
    }
}
