package io.github.understudy.internal.resolver;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the writer of a cluster whose nodes could all be it. All data sources with the same rules that see the same
 * nodes come to the same one, without talking to each other. Pure.
 */
final class WriterChoice {
    private final WriterRules rules;

    WriterChoice(WriterRules rules) {
        this.rules = rules;
    }

    /** Those that the configuration lets take writes. */
    List<Member> allowed(List<Member> nodes) {
        return nodes.stream()
                .filter(member -> priority(member) != WriterRules.NEVER)
                .toList();
    }

    /** True if the writes stay where they are, whoever else could take them. */
    boolean stays(@Nullable Member incumbent, List<Member> fit) {
        return incumbent != null && !rules.failBack() && fit.contains(incumbent);
    }

    /**
     * @param fit at least one
     * @param place the nodes' order in the cluster's own eyes, the same for all who ask
     */
    Member first(List<Member> fit, ToIntFunction<Member> place) {
        return fit.stream()
                .min(Comparator.comparingInt(this::priority)
                        .thenComparingInt(place)
                        .thenComparing(member -> member.id().toString()))
                .orElseThrow();
    }

    /** Those that take writes beside the chosen one. */
    List<Member> others(List<Member> fit, Member chosen) {
        return rules.all() ? fit.stream().filter(member -> member != chosen).toList() : List.of();
    }

    /** By whichever of its addresses it was named: not all data sources know it by the same one. */
    private int priority(Member member) {
        return member.endpoints().stream()
                .mapToInt(rules.priority())
                .filter(priority -> priority != WriterRules.ORDINARY)
                .min()
                .orElse(WriterRules.ORDINARY);
    }
}
