package io.github.understudy.samples.failover;

/**
 * Something that happened to the servers.
 *
 * @param at when, by {@link RunClock}
 * @param kind who says so
 * @param node which node it concerns, -1 if all or none
 * @param label a few words, for the picture
 * @param text a sentence, for the console and the list
 */
record Mark(long at, Kind kind, int node, String label, String text) {

    /** Who says so. */
    enum Kind {
        /** The demo broke something. */
        FAULT,
        /** The demo did what an orchestrator or an administrator does. */
        ACTION,
        /** The library noticed something that matters to requests. */
        DECISION,
        /** The library noticed something of less weight. */
        DETAIL
    }
}
