package io.github.understudy.internal.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

@Name("io.github.understudy.SlowStatement")
@Label("Slow Statement")
@Category("Understudy")
@Description("A statement took longer than understudy.slow-statement")
final class SlowStatement extends Event {
    @Label("Digest")
    String digest = "";

    @Label("Text")
    @Description("Without values")
    String text = "";

    @Label("Node")
    String node = "";

    @Label("Waiting")
    @Description("Before anything was sent")
    @Timespan(Timespan.NANOSECONDS)
    long waiting;

    @Label("Executing")
    @Description("Network and server")
    @Timespan(Timespan.NANOSECONDS)
    long executing;
}
