package io.github.understudy.internal.resolver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Role;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who of a cluster whose nodes could all take the writes takes them, by the application's choice. */
class WriterChoiceTest {
    private static WriterRules rules(boolean failBack, boolean all, Map<String, Integer> priorities) {
        return new WriterRules(
                failBack, all, endpoint -> priorities.getOrDefault(endpoint.host(), WriterRules.ORDINARY));
    }

    @Test
    void theSmallestPriorityGoesFirst() {
        FakeGalera cluster = new FakeGalera(3, 1, rules(false, false, Map.of("g3", 1, "g2", 50)));
        cluster.rounds(3);
        assertThat(cluster.source()).isEqualTo(cluster.server(3));
        cluster.kill(3);
        cluster.rounds(3);
        assertThat(cluster.source()).isEqualTo(cluster.server(2));
        cluster.start(3);
        cluster.rounds(3);
        assertThat(cluster.source()).as("it stays").isEqualTo(cluster.server(2));
    }

    @Test
    void whatANameHasHoldsForTheAddressesBehindItThatHaveNothingOfTheirOwn() {
        WriterRules named = rules(false, false, Map.of("site", 7, "g2", 3))
                .with(endpoint -> endpoint.host().equals("g1") ? endpoint : new Endpoint("site", endpoint.port()));
        assertThat(Stream.of("g1", "g2", "g3").mapToInt(host -> named.priority().applyAsInt(new Endpoint(host, 3306))))
                .containsExactly(WriterRules.ORDINARY, 3, 7);
    }

    /** One data source knows the node by its name, another one by the address that the cluster tells. */
    @Test
    void aPriorityOfAnyOfItsAddressesIsTheNodes() {
        Target target = Target.seed(new Endpoint("10.0.0.3", 3306), 0);
        List<Endpoint> both = List.of(target.endpoint(), new Endpoint("g3", 3306));
        Member third = new Member(target.id(), target, both, NodeState.UP, "");
        WriterChoice choice = new WriterChoice(rules(false, false, Map.of("g3", 0)));
        assertThat(choice.allowed(List.of(third))).isEmpty();
        choice = new WriterChoice(rules(false, false, Map.of("g3", 200, "10.0.0.3", 150)));
        Target other = Target.seed(new Endpoint("g4", 3306), 0);
        Member fourth = new Member(other.id(), other, List.of(other.endpoint()), NodeState.UP, "");
        assertThat(choice.first(List.of(third, fourth), member -> 0)).isEqualTo(fourth);
    }

    @Test
    void withFailBackThePreferredNodeTakesTheWritesBack() {
        FakeGalera cluster = new FakeGalera(3, 1, rules(true, false, Map.of("g3", 1)));
        cluster.rounds(3);
        cluster.kill(3);
        cluster.rounds(3);
        assertThat(cluster.source()).isEqualTo(cluster.server(1));
        cluster.start(3);
        cluster.rounds(3);
        assertThat(cluster.source()).isEqualTo(cluster.server(3));
    }

    @Test
    void whoNeverWritesIsNotWrittenToEvenIfItIsTheLast() {
        FakeGalera cluster = new FakeGalera(3, 1, rules(false, false, Map.of("g1", 0)));
        cluster.rounds(3);
        assertThat(cluster.source()).isEqualTo(cluster.server(2));
        assertThat(cluster.node(1).readable()).isTrue();
        cluster.server(2).rejecting = true;
        cluster.server(3).rejecting = true;
        cluster.rounds(2);
        assertThat(cluster.source()).isNull();
    }

    @Test
    void byChoiceAllFitNodesTakeWrites() {
        FakeGalera cluster = new FakeGalera(3, 1, rules(false, true, Map.of("g2", 0)));
        cluster.rounds(3);
        assertThat(cluster.topology().writers()).containsExactly(cluster.node(1), cluster.node(3));
        assertThat(cluster.topology().isWriter(cluster.server(2).id)).isFalse();
        assertThat(cluster.node(3).role()).isEqualTo(Role.REPLICA);
        cluster.server(3).desynced = true;
        cluster.rounds(1);
        assertThat(cluster.topology().writers()).containsExactly(cluster.node(1));
        assertThat(cluster.topology().hasSeveralWriters()).isFalse();
    }

    /** While it is not clear who belongs to which side, one node is enough. */
    @Test
    void whoIsCutOffIsNotWrittenTo() {
        FakeGalera cluster = new FakeGalera(3, 1, rules(false, true, Map.of()));
        cluster.rounds(3);
        cluster.cut(1, 3);
        cluster.rounds(3);
        assertThat(cluster.topology().writers()).containsExactly(cluster.node(1), cluster.node(2));
        cluster.bootstrap(1, 9);
        cluster.rounds(4);
        assertThat(cluster.topology().writers()).containsExactly(cluster.node(1), cluster.node(2));
    }

    @Test
    void allDataSourcesChooseTheSameNode() {
        IntStream.rangeClosed(1, 4).forEach(seed -> {
            FakeGalera cluster = new FakeGalera(4, seed, rules(false, false, Map.of("g4", 7, "g2", 7)));
            cluster.rounds(4);
            Node source = requireNonNull(cluster.topology().sourceNode());
            assertThat(source.endpoint().host()).isEqualTo("g2");
        });
    }
}
