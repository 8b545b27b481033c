package io.github.understudy.benchmarks;

import io.github.understudy.internal.sql.Classification;
import io.github.understudy.internal.sql.StatementClassifier;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to tell what a statement does: a text seen before, an equal text built anew, and a text never seen. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Benchmark)
public class ClassifierBenchmark {

    /** Characters in the text, more or less. */
    @Param({"60", "300", "2000"})
    public int length;

    private final StatementClassifier classifier = new StatementClassifier();
    private String sql = "";
    private char[] characters = {};

    @Setup
    public void classifyOnce() {
        StringBuilder text = new StringBuilder("SELECT a.id, a.name FROM article a WHERE a.id = ?");
        while (text.length() < length) {
            text.append(" OR a.id = ?");
        }
        sql = text.toString();
        characters = sql.toCharArray();
        classifier.classify(sql);
    }

    /** The same object, as of a constant in the program. */
    @Benchmark
    public Classification sameText() {
        return classifier.classify(sql);
    }

    /** Another object with the same text, whose hash is not known yet; making it is part of the time. */
    @Benchmark
    public Classification equalText() {
        return classifier.classify(new String(characters));
    }

    /** For comparison with the one above: only making the object. */
    @Benchmark
    public String onlyMakingTheText() {
        return new String(characters);
    }

    /** A text that is not in memory: longer ones are not kept, so a new classifier it is. */
    @Benchmark
    public Classification newText() {
        return new StatementClassifier().classify(sql);
    }
}
