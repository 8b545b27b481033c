package io.github.understudy.simulation;

import io.github.understudy.internal.discovery.Appliers;
import io.github.understudy.internal.ledger.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a server does when a request has arrived. */
final class Service {
    private final World world;
    private final VirtualServer server;

    Service(World world, VirtualServer server) {
        this.world = world;
        this.server = server;
    }

    /** @param commit what the ledger's verdict is about, if it is there */
    record Told(Verdict verdict, @Nullable Commit commit) {}

    Reply execute(VirtualSession session, Request request) {
        return switch (request.kind()) {
            case READ -> Reply.of(server.writesOf(request.client()) + session.written.size());
            case WRITE -> server.readOnly ? Reply.READ_ONLY : write(session, request);
            case NOTE -> server.readOnly ? Reply.READ_ONLY : note(session, request);
            case AUTOCOMMIT_WRITE -> server.readOnly ? Reply.READ_ONLY : commit(request, List.of(request.id()), 0);
            case COMMIT -> commit(session, request);
            case ASK -> Reply.of(told(request.id()));
            case ASK_APPLIERS -> Reply.of(appliers());
        };
    }

    private static Reply write(VirtualSession session, Request request) {
        session.written.add(request.id());
        return Reply.of(session.written.size());
    }

    private static Reply note(VirtualSession session, Request request) {
        session.note = request.id();
        return Reply.DONE;
    }

    private Reply commit(VirtualSession session, Request request) {
        if (session.written.isEmpty()) {
            return Reply.DONE;
        }
        if (server.readOnly) {
            return Reply.READ_ONLY;
        }
        Reply reply = commit(request, List.copyOf(session.written), session.note);
        session.rolledBack();
        return reply;
    }

    private Reply commit(Request request, List<Long> writes, long note) {
        Commit commit =
                new Commit(server.number, server.nextNumber(), request.attempt(), request.client(), writes, note);
        server.append(commit);
        world.committed(server, commit);
        return Reply.of(commit);
    }

    private Told told(long note) {
        Commit commit = server.noted(note);
        if (commit != null) {
            return new Told(Verdict.COMMITTED, commit);
        }
        boolean held = server.sessions.stream().anyMatch(session -> session.note == note);
        return new Told(held ? Verdict.UNSETTLED : Verdict.ABSENT, null);
    }

    private Appliers appliers() {
        return server.source == null || (!server.receiverOn && server.relay.isEmpty())
                ? Appliers.IDLE
                : Appliers.ACTIVE;
    }
}
