package io.github.understudy.it.conformance;

import java.util.List;
import java.util.stream.Stream;

/** All scenarios. */
final class Scenarios {
    private Scenarios() {}

    static Stream<Scenario> in(Driver.Mode mode) {
        Stream<List<Scenario>> scenarios =
                mode == Driver.Mode.DEFAULTS ? Stream.concat(ofStatements(), ofTheRest()) : ofStatements();
        return scenarios.flatMap(List::stream).filter(it -> mode == Driver.Mode.DEFAULTS || !it.slow());
    }

    /** What depends on how the driver sends statements. */
    private static Stream<List<Scenario>> ofStatements() {
        return Stream.of(
                StatementScenarios.all(),
                PreparedScenarios.all(),
                CallScenarios.all(),
                ResultScenarios.all(),
                LobScenarios.all(),
                BatchScenarios.all());
    }

    private static Stream<List<Scenario>> ofTheRest() {
        return Stream.of(
                ConnectionScenarios.all(),
                MetaDataScenarios.all(),
                TransactionScenarios.all(),
                ClosedScenarios.all(),
                TimeScenarios.all());
    }
}
