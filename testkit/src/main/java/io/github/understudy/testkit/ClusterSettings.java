package io.github.understudy.testkit;

import java.util.List;
import java.util.function.Consumer;

/** What a cluster was ordered as. */
record ClusterSettings(
        ServerFlavor flavor,
        ClusterKind kind,
        int replicas,
        int followers,
        boolean semiSync,
        boolean chained,
        boolean gtids,
        List<String> options,
        Consumer<String> progress) {}
