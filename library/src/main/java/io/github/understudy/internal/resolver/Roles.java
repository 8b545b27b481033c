package io.github.understudy.internal.resolver;

import io.github.understudy.event.VerdictCode;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.Lag;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Role;
import io.github.understudy.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Gives each server its role, its lag, and its fitness for reads. */
final class Roles {
    private final ResolverSettings settings;
    private final Members members;
    private final Managed managed;
    private final Verdict verdict;
    private final Topology before;
    private final SourceHistory history;
    private final Moment now;
    private final Findings found;
    private final Upstreams upstreams;
    private final Map<NodeId, Finding> findings = new HashMap<>();

    Roles(
            ResolverSettings settings,
            Members members,
            Managed managed,
            Verdict verdict,
            Topology before,
            SourceHistory history,
            Moment now) {
        this.settings = settings;
        this.now = now;
        this.found = new Findings(settings, members, now);
        this.members = members;
        this.managed = managed;
        this.upstreams = new Upstreams(members, settings);
        this.verdict = verdict;
        this.before = before;
        this.history = history;
    }

    List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        members.all().forEach(member -> nodes.add(node(member)));
        keepFloor(nodes);
        nodes.sort(Comparator.comparing((Node node) -> node.endpoint().toString()));
        return nodes;
    }

    /** What was found of each node; to be called after {@link #nodes}. */
    Map<NodeId, Finding> findings() {
        return findings;
    }

    private Node node(Member member) {
        Observation seen = member.observation();
        Role role = role(member);
        Lag lag = role == Role.REPLICA
                ? lag(member).delayedBy(upstreams.delay(member))
                : role == Role.SOURCE ? Lag.none() : Lag.unknown();
        Finding quarantine = quarantine(member);
        NodeState state = quarantine == Finding.WELL ? member.state() : NodeState.QUARANTINED;
        Finding unfit = quarantine == Finding.WELL ? whyNotReadable(member, state, role, lag) : quarantine;
        Finding finding = state == NodeState.UP && member.target().failure() != null
                ? overloaded(found.of(member, state), unfit)
                : role == Role.SOURCE && unfit == Finding.WELL
                        ? GaleraFitness.whyHeld(member.target().braking(), askers())
                        : unfit;
        findings.put(member.id(), finding);
        return new Node(
                member.id(),
                member.target().endpoint(),
                seen == null ? null : seen.flavor(),
                seen == null ? "" : seen.version(),
                role,
                state,
                unfit == Finding.WELL,
                lag,
                isAside(member) ? null : member.gtids(),
                settings.labels().apply(member.target().endpoint()),
                finding.reason());
    }

    private Finding quarantine(Member member) {
        String rivalry = verdict.quarantined().get(member.id());
        if (rivalry != null) {
            return Finding.of(ofQuarantine(member.observation()), rivalry);
        }
        if (!member.conflict().isEmpty()) {
            return Finding.of(VerdictCode.IDENTITY_CONFLICT, member.conflict());
        }
        boolean cutOff = member != verdict.source() && member.isReachable() && managed.isCutOff(member.id());
        return cutOff ? managed.whyLeft(member.id()) : Finding.WELL;
    }

    /** A server with too many connections is up, and as fit as it was. */
    private static Finding overloaded(Finding overload, Finding unfit) {
        String more = unfit == Finding.WELL ? "" : "; " + unfit.reason();
        return new Finding(overload.code(), overload.reason() + more, overload.evidence());
    }

    private VerdictCode ofQuarantine() {
        return verdict.source() == null ? VerdictCode.UNPROVEN : VerdictCode.SECOND_WRITABLE;
    }

    private VerdictCode ofQuarantine(@Nullable Observation seen) {
        return seen != null && seen.group() != null ? VerdictCode.EXPELLED : ofQuarantine();
    }

    private Role role(Member member) {
        if (member == verdict.source()) {
            return Role.SOURCE;
        }
        Observation seen = member.observation();
        if (seen == null
                || verdict.quarantined().containsKey(member.id())
                || !member.conflict().isEmpty()) {
            return Role.UNKNOWN;
        }
        boolean inGroup = seen.group() != null && (seen.group().isTold() || seen.readOnly());
        if (seen.galera() != null || seen.ndb() != null || inGroup) {
            return Role.REPLICA;
        }
        // An account that may not ask for replication status still sees that the server is read-only and has GTIDs of
        // the cluster.
        boolean follows =
                seen.channels() == null ? seen.readOnly() : !member.channels().isEmpty();
        return follows ? Role.REPLICA : Role.UNKNOWN;
    }

    /** An asynchronous replica of a Galera cluster counts otherwise than the cluster does. */
    private boolean isAside(Member member) {
        Observation seen = member.observation();
        return members.areGalera() && seen != null && seen.galera() == null;
    }

    /** What it says counts only while it follows a node that belongs to the cluster, and that one may be late itself. */
    private Lag lagAside(Member replica) {
        Lag said = upstreams.saidLag(replica, verdict.source());
        Member node = upstreams.galeraNodeAbove(replica);
        if (node == null || node == verdict.source()) {
            return said;
        }
        Lag ofNode = node.isReachable() ? lag(node) : Lag.unknown();
        return said.isKnown() && ofNode.isKnown() ? Lag.of(said.behind().plus(ofNode.behind())) : Lag.unknown();
    }

    private List<String> askers() {
        return members.all().stream()
                .filter(member -> member.target().braking().asked() > 0)
                .map(member -> member.target().endpoint() + " asked for "
                        + member.target().braking().asked() + " pauses in the last second")
                .toList();
    }

    private Lag lag(Member replica) {
        Observation seen = replica.observation();
        if (seen != null && seen.ndb() != null) {
            return Lag.none(); // the data nodes have it all
        }
        if (isAside(replica)) {
            return lagAside(replica);
        }
        GtidSet executed = replica.gtids();
        Lag known = before.node(replica.id()).map(Node::lag).orElse(Lag.unknown());
        if (executed != null && !history.marks().isEmpty()) {
            return history.lag(executed, known);
        }
        Lag said = upstreams.saidLag(replica, verdict.source());
        // A server that has lost its source says nothing. While no source takes writes, the lag does not grow.
        return said.isKnown() || verdict.source() != null ? said : known;
    }

    private Finding whyNotReadable(Member member, NodeState state, Role role, Lag lag) {
        if (state != NodeState.UP) {
            return found.of(member, state);
        }
        if (role == Role.SOURCE) {
            return Finding.WELL;
        }
        if (isForOneUser(member)) {
            return Finding.of(VerdictCode.MAINTENANCE, "its NDB cluster is in single-user mode");
        }
        Finding left = whyLeft(member);
        if (left != Finding.WELL) {
            return left;
        }
        if (role == Role.UNKNOWN) {
            return member.isCandidate()
                    ? Finding.of(VerdictCode.UNPROVEN, "writable; the source is being asked again")
                    : Finding.of(VerdictCode.FOLLOWS_NOBODY, "read-only, and follows nobody");
        }
        if (isLateOnPurpose(member, lag)) {
            return Finding.of(
                    VerdictCode.DELAYED,
                    "applies " + lag.delay().toSeconds() + " s late on purpose" + replicationError(member));
        }
        if (!lag.isKnown()) {
            return Finding.of(VerdictCode.LAG_UNKNOWN, "its lag is not known" + replicationError(member));
        }
        Stability stability = member.target().stability();
        if (stability.isDistrusted(now.nanos())) {
            return Finding.of(
                    VerdictCode.FLAPPING,
                    "has gone down " + stability.falls()
                            + " times, each time soon after its return: it must stay up for "
                            + TimeUnit.NANOSECONDS.toSeconds(stability.holdNanos()) + " s before it serves reads");
        }
        return whyTooLate(member, lag);
    }

    /** Who asks for its group asks for it as it is. */
    private boolean isLateOnPurpose(Member member, Lag lag) {
        boolean grouped =
                !settings.labels().apply(member.target().endpoint()).group().isEmpty();
        return !lag.delay().isZero() && !settings.readDelayed() && !grouped;
    }

    private Finding whyLeft(Member member) {
        Observation seen = member.observation();
        GaleraStatus galera = seen == null ? null : seen.galera();
        if (galera == null) {
            return managed.whyLeft(member.id());
        }
        Finding left = GaleraFitness.whyLeft(galera);
        if (left != Finding.WELL) {
            return left;
        }
        Finding busy = GaleraFitness.whyTooBusy(galera, wasExcluded(member));
        return busy == Finding.WELL ? GaleraFitness.whyBraking(member.target().braking()) : busy;
    }

    private static boolean isForOneUser(Member member) {
        Observation seen = member.observation();
        return seen != null && seen.ndb() != null && seen.ndb().singleUser();
    }

    private Finding whyTooLate(Member member, Lag lag) {
        boolean excluded = wasExcluded(member);
        Duration ofGroup = settings.labels().apply(member.target().endpoint()).maxLag();
        Duration most = ofGroup == null ? settings.maxLag() : ofGroup;
        Duration limit = excluded ? most.dividedBy(2) : most;
        String bound = excluded ? ", not yet below half the limit, " : ", above the limit of ";
        return lag.isWithin(limit)
                ? Finding.WELL
                : Finding.of(
                        VerdictCode.LAGGING,
                        "lags " + lag + bound + limit.toMillis() + " ms" + replicationError(member));
    }

    private String replicationError(Member member) {
        Observation seen = member.observation();
        if (seen != null && seen.group() != null && seen.group().queue() > 0) {
            return "; " + seen.group().queue() + " transactions wait there to be applied";
        }
        // What goes wrong with another cluster's transactions does not matter here.
        Channel own = upstreams.own(member);
        return own == null || own.error().isEmpty() ? "" : "; replication says: " + own.error();
    }

    private boolean wasExcluded(Member member) {
        return before.node(member.id())
                .map(node -> node.lag().isKnown() && !node.readable() && node.state() == NodeState.UP)
                .orElse(false);
    }

    /** When all replicas lag, the freshest of them serve on, within the hard limit. */
    private void keepFloor(List<Node> nodes) {
        long serving = nodes.stream().filter(Roles::isServingReplica).count();
        List<Node> spare = nodes.stream()
                .filter(node -> node.role() == Role.REPLICA && node.state() == NodeState.UP && !node.readable())
                .filter(node -> node.labels().group().isEmpty())
                .filter(node -> node.lag().isWithin(settings.maxLagFloor()))
                .filter(node ->
                        mayBeKept(findings.getOrDefault(node.id(), Finding.WELL).code()))
                .sorted(Comparator.comparing(node -> node.lag().behind()))
                .limit(Math.max(0, settings.minReplicas() - serving))
                .toList();
        spare.forEach(node -> {
            Node kept = kept(node);
            findings.put(node.id(), Finding.of(VerdictCode.TOO_FEW_FRESH, kept.reason()));
            nodes.set(nodes.indexOf(node), kept);
        });
    }

    /** Who is not read for another reason than lag is not read for want of others either. */
    private static boolean mayBeKept(VerdictCode code) {
        return code != VerdictCode.DELAYED && !Finding.isLeft(code);
    }

    private static boolean isServingReplica(Node node) {
        return node.role() == Role.REPLICA
                && node.readable()
                && node.labels().group().isEmpty();
    }

    private static Node kept(Node node) {
        return new Node(
                node.id(),
                node.endpoint(),
                node.flavor(),
                node.version(),
                node.role(),
                node.state(),
                true,
                node.lag(),
                node.gtids(),
                node.labels(),
                node.reason() + "; serves reads all the same, since too few replicas are fresher");
    }

    static @Nullable Node source(List<Node> nodes) {
        return nodes.stream()
                .filter(node -> node.role() == Role.SOURCE)
                .findFirst()
                .orElse(null);
    }
}
