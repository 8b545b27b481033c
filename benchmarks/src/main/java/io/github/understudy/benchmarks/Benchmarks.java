package io.github.understudy.benchmarks;

import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks, with the allocations counted. In the root directory of the project:
 *
 * <pre>{@code
 * mvn -q -Pbench -pl benchmarks -am -DskipTests package
 * mvn -q -Pbench -pl benchmarks -am -DskipTests package -Dbench.args="QueryBenchmark -f 1"
 * mvn -q -Pbench -pl benchmarks -am -DskipTests package -Dbench.args=RealServerBenchmark
 * }</pre>
 *
 * <p>The arguments are JMH's. Without the name of a benchmark, those run that need no server.
 */
public final class Benchmarks {
    private static final List<Class<?>> WITHOUT_SERVER = List.of(
            ClassifierBenchmark.class,
            ConnectionBenchmark.class,
            InsightBenchmark.class,
            QueryBenchmark.class,
            TransactionBenchmark.class);

    private Benchmarks() {}

    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        // An empty value reaches a Java process as one empty argument.
        CommandLineOptions given = new CommandLineOptions(
                Arrays.stream(arguments).filter(argument -> !argument.isBlank()).toArray(String[]::new));
        ChainedOptionsBuilder options = new OptionsBuilder().parent(given).addProfiler(GCProfiler.class);
        if (given.getIncludes().isEmpty()) {
            WITHOUT_SERVER.forEach(benchmark -> options.include(benchmark.getName()));
        }
        new Runner(options.build()).run();
    }
}
