package io.github.understudy.testkit.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/** Carries one direction of a connection until its end. Used by one thread. */
final class Pump {

    private static final int MOST_UNDER_WAY = 1024 * 1024;
    private static final int LOOK_AGAIN_MILLIS = 20;

    private final Socket from;
    private final Socket to;
    private final Gate gate;
    private final Shaping shaping;
    private final BooleanSupplier abandoned;
    private final ArrayDeque<Piece> underWay = new ArrayDeque<>();
    private final byte[] buffer = new byte[16 * 1024];
    private int bytesUnderWay;

    private record Piece(byte[] bytes, long arrival) {}

    Pump(Socket from, Socket to, Gate gate, Shaping shaping, BooleanSupplier abandoned) {
        this.from = from;
        this.to = to;
        this.gate = gate;
        this.shaping = shaping;
        this.abandoned = abandoned;
    }

    /** Returns after it has passed on the end of the stream. */
    void run() throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        boolean ended = false;
        while (!ended || !underWay.isEmpty()) {
            int read = ended || bytesUnderWay > MOST_UNDER_WAY ? pause() : read(in);
            ended |= read < 0;
            gate.pass(abandoned);
            if (abandoned.getAsBoolean()) {
                throw new IOException("the connection is over"); // its end must not look like an orderly one
            }
            if (read > 0) {
                take(read, out);
            }
            deliver(out);
        }
        to.shutdownOutput();
    }

    private int read(InputStream in) throws IOException {
        from.setSoTimeout(underWay.isEmpty() ? 0 : untilNext());
        try {
            return in.read(buffer, 0, Math.min(buffer.length, shaping.piece()));
        } catch (SocketTimeoutException e) {
            return 0;
        }
    }

    private int pause() throws IOException {
        try {
            Thread.sleep(untilNext());
            return 0;
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    private int untilNext() {
        long millis = (underWay.getFirst().arrival() - System.nanoTime()) / 1_000_000;
        return (int) Math.max(1, Math.min(LOOK_AGAIN_MILLIS, millis));
    }

    private void take(int read, OutputStream out) throws IOException {
        if (underWay.isEmpty() && shaping.isNone()) {
            out.write(buffer, 0, read);
            return;
        }
        underWay.add(new Piece(Arrays.copyOf(buffer, read), shaping.arrival(read)));
        bytesUnderWay += read;
    }

    private void deliver(OutputStream out) throws IOException {
        boolean atOnce = shaping.isNone();
        while (!underWay.isEmpty() && (atOnce || underWay.getFirst().arrival() - System.nanoTime() <= 0)) {
            Piece piece = underWay.removeFirst();
            bytesUnderWay -= piece.bytes().length;
            out.write(piece.bytes());
        }
    }
}
