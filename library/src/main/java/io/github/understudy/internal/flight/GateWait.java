package io.github.understudy.internal.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

@Name("io.github.understudy.GateWait")
@Label("Wait for a Server")
@Category("Understudy")
@Description("A request has waited for a server that can take it; the duration tells how long")
final class GateWait extends Event implements Flight.Waiting {
    @Label("Reason")
    String reason = "";

    @Label("Outcome")
    String outcome = "";

    @Override
    public void ended(String itsReason, String itsOutcome) {
        end();
        if (shouldCommit()) {
            reason = itsReason;
            outcome = itsOutcome;
            commit();
        }
    }
}
