package io.github.understudy.simulation;

import java.util.List;

/**
 * A committed transaction.
 *
 * @param origin the number of the server that it was committed on first
 * @param number its number there: the two are its GTID
 * @param attempt what the application calls it; the same if the library does it again, another one if the application
 *     does
 * @param client who sent it
 * @param writes what it has written; each is written at most once, whatever happens
 * @param note its id in the ledger, 0 if it has none
 */
record Commit(int origin, int number, long attempt, int client, List<Long> writes, long note) {
    @Override
    public String toString() {
        return "s" + origin + ":" + number + " (attempt " + attempt + ", writes " + writes + ")";
    }
}
