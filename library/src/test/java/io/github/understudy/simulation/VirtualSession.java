package io.github.understudy.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A physical connection: the client's end, and the server's, which may learn much later that the other is gone. */
final class VirtualSession {
    private static final double HANGS_FOR_MILLIS = 1200;

    final VirtualServer server;
    /** What the open transaction has written, as the server knows it. */
    final List<Long> written = new ArrayList<>();

    /** The id in the ledger that the open transaction holds, 0 if none. */
    long note;

    private final World world;
    private final Service service;
    private boolean open = true;
    private boolean openAtServer = true;
    private @Nullable Consumer<Reply> waiting;

    VirtualSession(World world, VirtualServer server) {
        this.world = world;
        this.server = server;
        this.service = new Service(world, server);
        server.sessions.add(this);
        world.network().opened(this);
    }

    /** What may go wrong on the way. */
    enum Fault {
        NONE,
        /** The request never arrives; the client learns at once that the connection is lost. */
        REQUEST_LOST,
        /** The same, but the request does arrive, later. */
        REQUEST_LATE,
        /** It was carried out, and the connection is lost before the answer comes. */
        REPLY_LOST,
        /** Nothing arrives, and nothing comes back. */
        REQUEST_HANGS,
        /** It was carried out, and nothing comes back. */
        REPLY_HANGS
    }

    boolean isOpen() {
        return open;
    }

    /** Sends a request, and tells once what came of it. */
    void exchange(Request request, Consumer<Reply> then) {
        if (waiting != null) {
            throw new IllegalStateException("a busy connection: " + request);
        }
        if (!open) {
            world.trace()
                    .say(() -> "client " + request.client() + " can't send " + request + ": the connection is closed");
            world.timeline().in(0, () -> then.accept(Reply.CLOSED));
            return;
        }
        waiting = then;
        Fault fault = world.network().fault();
        world.trace()
                .say(() -> "client " + request.client() + " -> " + server + ": " + request
                        + (fault == Fault.NONE ? "" : ", and the network: " + fault));
        long delay = world.network().delay();
        switch (fault) {
            case NONE -> world.timeline().in(delay, () -> arrive(request, false, false));
            case REQUEST_LOST -> world.timeline().in(delay, this::lose);
            case REQUEST_LATE -> {
                world.timeline().in(delay, this::lose);
                world.timeline().in(world.dice().millis(1, 700), () -> arrive(request, true, false));
            }
            case REPLY_LOST -> world.timeline().in(delay, () -> arrive(request, true, true));
            case REQUEST_HANGS -> hang();
            case REPLY_HANGS -> world.timeline().in(delay, () -> arrive(request, true, false));
        }
    }

    /** Nothing comes back; after a while the network says so. */
    private void hang() {
        Consumer<Reply> then = waiting;
        world.timeline().in(world.dice().millis(HANGS_FOR_MILLIS, HANGS_FOR_MILLIS + 100), () -> {
            if (then != null && waiting == then) {
                lose();
            }
        });
    }

    /**
     * @param unanswered true if the answer does not reach the client
     * @param reset true if the client learns of it at once
     */
    private void arrive(Request request, boolean unanswered, boolean reset) {
        if (!server.reachable && !unanswered) {
            hang();
            return;
        }
        if (!openAtServer || !server.alive) {
            lose();
            return;
        }
        if (server.frozen) {
            hang();
            server.inbox.add(() -> arrive(request, unanswered, reset));
            return;
        }
        Reply reply = service.execute(this, request);
        if (!unanswered) {
            world.timeline().in(world.network().delay(), () -> answer(reply));
        } else {
            world.trace().say(() -> server + " has carried out " + request + ": " + reply + ", and nobody hears of it");
            if (reset) {
                lose();
            } else {
                hang();
            }
        }
    }

    private void answer(Reply reply) {
        Consumer<Reply> then = waiting;
        if (!server.reachable) {
            hang();
        } else if (open && then != null) {
            waiting = null;
            world.trace().say(() -> server + " answers: " + reply);
            then.accept(reply);
        }
    }

    /** The client learns that the connection is lost; the server may learn it later. */
    void lose() {
        if (open) {
            end(world.dice().millis(0, world.dice().chance(0.2) ? 1500 : 100));
        }
    }

    /** The client closes it in good order. */
    void close() {
        if (open) {
            end(world.network().delay());
        }
    }

    private void end(long noticedAfter) {
        open = false;
        world.network().closed(this);
        world.timeline().in(noticedAfter, this::endAtServer);
        Consumer<Reply> then = waiting;
        waiting = null;
        if (then != null) {
            world.trace().say(() -> "the connection to " + server + " is lost");
            then.accept(Reply.LOST);
        }
    }

    private void endAtServer() {
        openAtServer = false;
        rolledBack();
        server.sessions.remove(this);
    }

    /** The server has ended it. */
    void endedByServer() {
        openAtServer = false;
        rolledBack();
        if (waiting == null) {
            return;
        }
        if (server.reachable) {
            world.timeline().in(world.network().delay(), this::lose);
        } else {
            hang();
        }
    }

    /** The open transaction is over at the server. */
    void rolledBack() {
        written.clear();
        note = 0;
    }
}
