package io.github.understudy.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/** Does the same with several things at a time. */
final class Parallel {

    private Parallel() {}

    /** Returns when all are done. Throws the first failure; the others are attached to it. */
    static <T> void each(List<T> all, Consumer<T> action) {
        map(all, item -> {
            action.accept(item);
            return true;
        });
    }

    static <T, R> List<R> map(List<T> all, Function<T, R> action) {
        if (all.isEmpty()) {
            return List.of();
        }
        ExecutorService threads = Executors.newFixedThreadPool(all.size());
        try {
            List<CompletableFuture<R>> running = all.stream()
                    .map(item -> CompletableFuture.supplyAsync(() -> action.apply(item), threads))
                    .toList();
            return results(running);
        } finally {
            threads.shutdown();
        }
    }

    private static <R> List<R> results(List<CompletableFuture<R>> running) {
        List<R> results = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        for (CompletableFuture<R> one : running) {
            try {
                results.add(one.join());
            } catch (CompletionException e) {
                failures.add(
                        e.getCause() instanceof RuntimeException cause
                                ? cause
                                : new ClusterException("unexpected failure", e.getCause()));
            }
        }
        if (!failures.isEmpty()) {
            RuntimeException first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
        return results;
    }
}
