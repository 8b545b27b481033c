package io.github.understudy.samples.failover;

import io.github.understudy.event.ClusterEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What happened to the servers, told on the console as it happens and kept for the picture. Safe for several threads. */
final class Chronicle {
    private final RunClock clock;
    private final Console console;
    private final EventWords words;
    private final List<Mark> marks = new ArrayList<>();
    private final List<Phase> phases = new ArrayList<>();

    Chronicle(RunClock clock, Console console, Cast cast) {
        this.clock = clock;
        this.console = console;
        this.words = new EventWords(cast);
    }

    void fault(int node, String label, String text) {
        tell(new Mark(clock.now(), Mark.Kind.FAULT, node, label, text), "!! ");
    }

    void action(int node, String label, String text) {
        tell(new Mark(clock.now(), Mark.Kind.ACTION, node, label, text), "-> ");
    }

    void event(ClusterEvent event) {
        Mark mark = words.mark(event, clock.at(event.at()));
        if (mark.kind() == Mark.Kind.DECISION) {
            tell(mark, "   library: ");
        } else {
            keep(mark);
        }
    }

    private void tell(Mark mark, String prefix) {
        keep(mark);
        console.say(mark.at(), prefix + mark.text());
    }

    private synchronized void keep(Mark mark) {
        marks.add(mark);
    }

    synchronized void phase(Phase phase) {
        phases.add(phase);
    }

    synchronized List<Mark> marks() {
        return marks.stream().sorted(Comparator.comparingLong(Mark::at)).toList();
    }

    synchronized List<Phase> phases() {
        return List.copyOf(phases);
    }
}
