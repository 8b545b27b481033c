package io.github.understudy.simulation;

import java.util.List;

/** A piece of work as the application sees it. @param writes what it writes, in order */
record Attempt(long number, int client, List<Long> writes) {
    @Override
    public String toString() {
        return "attempt " + number + " of client " + client;
    }
}
