package io.github.understudy.internal.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

@Name("io.github.understudy.SourceChange")
@Label("Change of Source")
@Category("Understudy")
@Description("Writes go to another node, or to the same one again after a time without a source")
@StackTrace(false)
final class SourceChange extends Event {
    @Label("From")
    String from = "";

    @Label("To")
    String to = "";

    @Label("Reason")
    String reason = "";

    @Label("Without Source")
    @Description("How long there was no source")
    @Timespan(Timespan.NANOSECONDS)
    long without;
}
