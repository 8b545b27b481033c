package io.github.understudy.spring.it.intents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.spring.it.Booted;
import io.github.understudy.spring.it.Servers;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two instances for browsers and a service behind them, on a cluster whose replica applies nothing. */
@ClusterTest(replicas = 1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenIT {
    private static final String KEY = "understudy.token-key=a secret of all instances";
    private static final String LAG = "understudy.max-lag=30s";
    private static final String HEADER = "Understudy-Token";

    private Cluster cluster;
    private Instance first;
    private Instance second;
    private Instance service;

    @BeforeAll
    void start(Cluster given) {
        cluster = given;
        Servers.prepare(cluster);
        String[] forBrowsers = {
            KEY, LAG, "understudy.web.consistency=cookie", "understudy.web.propagate-to[0]=127.0.0.*"
        };
        first = new Instance(cluster, forBrowsers);
        second = new Instance(cluster, forBrowsers);
        service = new Instance(cluster, KEY, LAG, "understudy.web.consistency=header");
    }

    @BeforeEach
    void delayTheReplica() {
        cluster.node(1).stopApplier();
    }

    @AfterAll
    void stop() {
        first.close();
        second.close();
        service.close();
    }

    private static String cookie(HttpResponse<String> response) {
        String all = response.headers().firstValue("Set-Cookie").orElseThrow();
        return all.substring(0, all.indexOf(';'));
    }

    @Test
    void theNextInstanceSeesWhatItsUserHasWritten() {
        HttpResponse<String> written = first.post("/notes?text=cookie");

        assertThat(written.headers().firstValue("Set-Cookie").orElse(""))
                .matches(
                        "understudy-token=1\\.\\d+~dataSource:u1\\.[\\w.-]+; Path=/; Max-Age=300;.* HttpOnly; SameSite=Lax");
        assertThat(second.get("/notes?text=cookie").body()).as("somebody else").isEqualTo("0");
        assertThat(second.get("/notes?text=cookie", "Cookie", cookie(written)).body())
                .isEqualTo("1");
        assertThat(second.get("/notes?text=cookie").body())
                .as("somebody else on the same thread")
                .isEqualTo("0");
    }

    @Test
    void whoHasOnlyReadGetsNoToken() {
        assertThat(first.get("/notes?text=none").headers().firstValue("Set-Cookie"))
                .isEmpty();
    }

    @Test
    void aRedirectionAndAFailureCarryItToo() {
        HttpResponse<String> redirected = first.post("/notes/redirect?text=redirect");
        assertThat(redirected.statusCode()).isEqualTo(302);
        assertThat(second.get("/notes?text=redirect", "Cookie", cookie(redirected))
                        .body())
                .isEqualTo("1");

        HttpResponse<String> failed = first.post("/notes/fail?text=failed");
        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(second.get("/notes?text=failed", "Cookie", cookie(failed)).body())
                .isEqualTo("1");
    }

    @Test
    void aTokenThatIsNotOursIsIgnored() {
        String good = cookie(first.post("/notes?text=damaged"));
        String damaged = good.substring(0, good.length() - 4) + "AAAA";
        String expired = good.replaceFirst("=1\\.\\d+~", "=1.1000000000~");
        for (String each : new String[] {damaged, expired, "understudy-token=nonsense"}) {
            HttpResponse<String> answer = second.get("/notes?text=damaged", "Cookie", each);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).as(each).isEqualTo("0");
        }
    }

    @Test
    void servicesTellEachOther() {
        HttpResponse<String> written = service.post("/notes?text=header");
        String token = written.headers().firstValue(HEADER).orElseThrow();
        assertThat(service.get("/notes?text=header").body()).isEqualTo("0");
        assertThat(service.get("/notes?text=header", HEADER, token).body()).isEqualTo("1");

        HttpResponse<String> through = first.post("/remote?text=through&url=" + service.url());
        assertThat(through.body()).as("seen in the same request").isEqualTo("1");
        assertThat(second.get("/notes?text=through", "Cookie", cookie(through)).body())
                .isEqualTo("1");
        String there = "/remote?text=through&url=" + service.url();
        assertThat(second.get(there).body()).isEqualTo("0");
        assertThat(second.get(there, "Cookie", cookie(through)).body()).isEqualTo("1");
    }

    @Test
    void soDoThoseThatUseRestTemplate() {
        String there = "/template?text=template&url=" + service.url();
        HttpResponse<String> through = first.post(there);
        assertThat(through.body()).as("seen in the same request").isEqualTo("1");
        assertThat(second.get(there).body()).isEqualTo("0");
        assertThat(second.get(there, "Cookie", cookie(through)).body()).isEqualTo("1");
    }

    @Test
    void soDoThoseThatUseWebClient() {
        HttpResponse<String> through = first.post("/reactive?text=reactive&url=" + service.url());
        String there = "/reactive?text=reactive&url=" + service.url();
        assertThat(second.get(there).body()).isEqualTo("0");
        assertThat(second.get(there, "Cookie", cookie(through)).body()).isEqualTo("1");
    }

    @Test
    void whoIsNotNamedIsNotTold() {
        String elsewhere = service.url().replace("127.0.0.1", "localhost");
        HttpResponse<String> through = first.post("/remote?text=elsewhere&url=" + elsewhere);
        assertThat(through.statusCode()).isEqualTo(200);
        assertThat(through.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void withoutAKeyTheStartFails() {
        assertThatThrownBy(() -> Booted.run(cluster, IntentsApplication.class, "understudy.web.consistency=cookie"))
                .rootCause()
                .hasMessageContaining("set understudy.token-key to a secret");
    }
}
