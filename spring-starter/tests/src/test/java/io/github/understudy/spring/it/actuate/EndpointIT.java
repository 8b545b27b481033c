package io.github.understudy.spring.it.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The actuator's endpoint, by HTTP. */
@ClusterTest(replicas = 2)
class EndpointIT {
    private static final String EXPOSED = "management.endpoints.web.exposure.include=understudy";
    private static final String UNRESTRICTED = "management.endpoint.understudy.access=unrestricted";

    private final Cluster cluster;

    EndpointIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void createTable() {
        Served.createTable(cluster);
    }

    @Test
    void showsTheClusterAndWhatWentWhereAndWhy() {
        try (Served served = new Served(cluster, Served.Application.class, EXPOSED)) {
            served.work();
            TestNode source = cluster.source();
            TestNode replica = cluster.replicas().get(0);
            assertThat((String) served.report("source")).isEqualTo(source.address());
            assertThat((String) served.report(source, "role")).isEqualTo("source");
            assertThat((Boolean) served.report(source, "writes.eligible")).isTrue();
            assertThat((Integer) served.report(source, "traffic.writes")).isPositive();
            assertThat((Integer) served.report(source, "pool.most")).isEqualTo(10);
            assertThat((String) served.report(replica, "state")).isEqualTo("up");
            assertThat((String) served.report(replica, "breaker")).isEqualTo("closed");
            assertThat((Boolean) served.report(replica, "reads.eligible")).isTrue();
            assertThat((String) served.report(replica, "writes.reason")).contains("replica");
            assertThat((List<String>) served.report("events[*].type")).contains("SOURCE_ACCEPTED", "REPLICA_ADMITTED");
            assertThat((List<String>) served.report("statements[*].text")).anyMatch(text -> text.contains("FROM item"));
            assertThat(served.get("/actuator/understudy").body())
                    .doesNotContainIgnoringCase("password")
                    .doesNotContain("jdbc:");

            replica.kill();
            Served.await().until(() -> "down".equals(served.report(replica, "state")));
            assertThat((String) served.report(replica, "reads.reason")).startsWith("it is down: ");
            assertThat((String) served.report(replica, "code")).isNotBlank();
        }
    }

    @Test
    void drainsAndUndrainsAndProbesWhereThatIsAllowed() {
        try (Served served = new Served(cluster, Served.Application.class, EXPOSED, UNRESTRICTED)) {
            TestNode replica = cluster.replicas().get(0);
            String node = "{\"node\": \"" + replica.address() + "\", \"patience\": \"10s\"}";
            HttpResponse<String> drained = served.post("/actuator/understudy/drain", node);
            assertThat(drained.statusCode()).isEqualTo(200);
            assertThat((String) JsonPath.read(drained.body(), "$.dataSource")).contains("nothing runs there");
            assertThat((Boolean) served.report(replica, "drained")).isTrue();
            assertThat((String) served.report(replica, "reads.reason")).contains("drained");
            int before = served.report(replica, "traffic.reads");
            served.work();
            assertThat((Integer) served.report(replica, "traffic.reads")).isEqualTo(before);

            assertThat(served.post("/actuator/understudy/undrain", node).statusCode())
                    .isEqualTo(200);
            assertThat((Boolean) served.report(replica, "drained")).isFalse();
            assertThat((List<String>) served.report("events[*].type")).contains("NODE_DRAINED", "NODE_UNDRAINED");
            assertThat(served.post("/actuator/understudy/probe", "{}").body()).contains("being probed");

            assertThat(served.post("/actuator/understudy/drain", "{\"node\": \"nowhere:1\"}"))
                    .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(400));
            assertThat(served.post("/actuator/understudy/drain", "{}").statusCode())
                    .isEqualTo(400);
            assertThat(served.post("/actuator/understudy/destroy", "{}").statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void changesNothingUnlessTheUserHasSaidSo() {
        try (Served served = new Served(cluster, Served.Application.class, EXPOSED)) {
            String node = "{\"node\": \"" + cluster.replicas().get(0).address() + "\"}";
            assertThat(served.post("/actuator/understudy/drain", node).statusCode())
                    .isIn(404, 405);
            assertThat(served.dataSource().cluster().drained()).isEmpty();
            assertThat(served.get("/actuator/understudy/ui").statusCode())
                    .as("no dashboard unless it is asked for")
                    .isIn(404, 405);
        }
        try (Served served = new Served(cluster, Served.Application.class)) {
            assertThat(served.get("/actuator/understudy").statusCode())
                    .as("not exposed")
                    .isEqualTo(404);
        }
        try (Served served =
                new Served(cluster, Served.Application.class, EXPOSED, "management.endpoint.understudy.access=none")) {
            assertThat(served.get("/actuator/understudy").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void servesTheDashboardAsItServesTheEndpoint() {
        try (Served served = new Served(
                cluster,
                Served.Application.class,
                EXPOSED,
                "understudy.dashboard.enabled=true",
                "understudy.dashboard.path=/ops/cluster")) {
            HttpResponse<String> page = served.get("/actuator/understudy/ui");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
            assertThat(page.body())
                    .contains("<title>Understudy</title>")
                    .contains("content=\".\"")
                    .as("everything is in the page itself")
                    .doesNotContain("src=")
                    .doesNotContain("{{");
            assertThat(served.get("/actuator/understudy/other").statusCode()).isEqualTo(404);

            HttpResponse<String> own = served.get("/ops/cluster");
            assertThat(own.statusCode()).isEqualTo(200);
            assertThat(own.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'", "sha256-"));
            assertThat((String)
                            JsonPath.read(served.get("/ops/cluster/data").body(), "$.dataSources.dataSource.source"))
                    .isEqualTo(cluster.source().address());
            assertThat(served.post("/ops/cluster/data", "{}").statusCode()).isIn(404, 405);
        }
    }
}
