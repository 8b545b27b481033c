package io.github.understudy.it.conformance;

import java.util.List;
import java.util.stream.Stream;

/** All scenarios. */
final class Scenarios {
    private Scenarios() {}

    static Stream<Scenario> in(Driver.Mode mode) {
        return Stream.of(
                        ConnectionScenarios.all(),
                        StatementScenarios.all(),
                        PreparedScenarios.all(),
                        CallScenarios.all(),
                        ResultScenarios.all(),
                        MetaDataScenarios.all(),
                        LobScenarios.all(),
                        TransactionScenarios.all(),
                        BatchScenarios.all(),
                        ClosedScenarios.all(),
                        TimeScenarios.all())
                .flatMap(List::stream)
                .filter(scenario -> mode == Driver.Mode.DEFAULTS || !scenario.slow());
    }
}
