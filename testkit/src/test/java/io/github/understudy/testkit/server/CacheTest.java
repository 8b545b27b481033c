package io.github.understudy.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {

    @TempDir
    private Path home;

    @Test
    void makesAnEntryOnceForAll() {
        Cache cache = Cache.in(home);
        AtomicInteger made = new AtomicInteger();

        Stream.generate(() -> CompletableFuture.supplyAsync(() -> cache.entry("thing", draft -> {
                    made.incrementAndGet();
                    Texts.write(draft.resolve("file"), "content");
                })))
                .limit(8)
                .toList()
                .forEach(entry -> assertThat(entry.join().resolve("file")).hasContent("content"));

        assertThat(made).hasValue(1);
    }

    @Test
    void leavesNothingOfAFailedAttempt() {
        Cache cache = Cache.in(home);
        assertThatThrownBy(() -> cache.entry("thing", draft -> {
                    throw new ServerException("no");
                }))
                .hasMessage("no");

        assertThat(home).isDirectoryNotContaining("glob:**.draft*");
        assertThat(cache.entry("thing", draft -> Texts.write(draft.resolve("file"), "second")))
                .isDirectoryContaining("glob:**file");
    }
}
