package io.github.understudy.samples.failover;

import org.jspecify.annotations.Nullable;

/**
 * What became of a request.
 *
 * @param server the {@code server_id} of the server that did it, 0 if it failed
 * @param repeats how often the application ran a lost transaction again
 * @param looks how often the application had to look for an order whose outcome was unknown
 * @param failure what the application was left with, null if the request succeeded
 */
record Answer(int server, int repeats, int looks, @Nullable Exception failure) {

    static Answer of(int server, int repeats, int looks) {
        return new Answer(server, repeats, looks, null);
    }

    static Answer failed(Exception failure, int repeats, int looks) {
        return new Answer(0, repeats, looks, failure);
    }

    boolean isSuccess() {
        return failure == null;
    }
}
