package io.github.understudy.internal.resolver;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The members of a group by what they say of its membership. In one life of a group each change of membership has the
 * consent of a majority and a number; so who is not in the newest is no member, whatever it says. Several lives at once
 * are a split: somebody has bootstrapped the group a second time.
 */
final class GroupViews {
    /** Within this time all members of one life have learned of a change. */
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final List<List<Member>> lives;
    private final List<Member> all;

    private GroupViews(List<Member> all, List<List<Member>> lives) {
        this.all = all;
        this.lives = lives;
    }

    /** @param serving servers that take themselves for members with a majority */
    static GroupViews of(List<Member> serving) {
        List<List<Member>> lives = new ArrayList<>();
        for (Member member : serving) {
            lives.stream()
                    .filter(life -> status(life.get(0)).sharesLineageWith(status(member)))
                    .findFirst()
                    .orElseGet(() -> {
                        List<Member> life = new ArrayList<>();
                        lives.add(life);
                        return life;
                    })
                    .add(member);
        }
        return new GroupViews(serving, lives);
    }

    static GroupStatus status(Member member) {
        Observation seen = member.observation();
        GroupStatus status = seen == null ? null : seen.group();
        if (status == null) {
            throw new IllegalStateException(member.id() + " is no member of a group");
        }
        return status;
    }

    boolean areOneLife() {
        return lives.size() == 1;
    }

    /** True if some contradict each other, each asked again after the other had said otherwise. */
    boolean areSplit() {
        return all.stream()
                .anyMatch(one -> all.stream()
                        .anyMatch(other -> !status(one).sharesLineageWith(status(other))
                                && hasSpokenSince(one, other)
                                && hasSpokenSince(other, one)));
    }

    private static boolean hasSpokenSince(Member one, Member other) {
        return one.target().lastSeenNanos() - other.target().viewSinceNanos() > GRACE_NANOS;
    }

    /** Those of one life that are in its newest view. */
    static List<Member> present(List<Member> life) {
        GroupStatus newest = newest(life);
        return life.stream().filter(member -> newest.lists(member.id())).toList();
    }

    private static GroupStatus newest(List<Member> life) {
        return life.stream()
                .map(GroupViews::status)
                .max((one, other) -> Long.compare(one.view(), other.view()))
                .orElseThrow();
    }

    /** Those that are in the newest view of the life with more than half of all known servers; empty if there is none. */
    List<Member> majorityOf(int known) {
        return lives.stream()
                .filter(life -> 2 * support(life) > known)
                .map(GroupViews::present)
                .findFirst()
                .orElse(List.of());
    }

    /** How many its newest view has, less those that belong to another life. */
    private long support(List<Member> life) {
        GroupStatus newest = newest(life);
        return newest.members().stream()
                .filter(listed ->
                        all.stream().noneMatch(member -> member.id().equals(listed.id()) && !life.contains(member)))
                .count();
    }

    /** Those that are in the newest view of their life. */
    List<Member> present() {
        return lives.stream().flatMap(life -> present(life).stream()).toList();
    }

    /** The life that a server belongs to. */
    List<Member> lifeOf(Member member) {
        return lives.stream()
                .filter(life -> life.contains(member))
                .map(GroupViews::present)
                .findFirst()
                .orElse(List.of());
    }

    String describe() {
        return lives.stream()
                .map(life -> life.stream()
                                .map(member -> member.target().endpoint().toString())
                                .collect(Collectors.joining(" and "))
                        + " of " + newest(life).members().size())
                .collect(Collectors.joining("; "));
    }
}
