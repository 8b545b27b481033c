package io.github.understudy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A DNS server on a loopback port that knows SRV records and nothing else. */
final class NameServer implements AutoCloseable {
    private static final int HEADER = 12;
    private static final int ANSWER = 0x8580;
    private static final int NO_SUCH_NAME = 3;
    private static final int SRV = 33;
    private static final int INTERNET = 1;
    private static final int NAME_OF_QUESTION = 0xC00C;

    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final Map<String, List<String>> records = new ConcurrentHashMap<>();
    private volatile boolean silent;

    NameServer() throws SocketException {
        Thread thread = new Thread(this::serve, "name-server");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "dns://127.0.0.1:" + socket.getLocalPort();
    }

    /** @param hosts as {@code host:port} */
    void service(String name, List<String> hosts) {
        records.put(name, hosts);
    }

    void silent(boolean now) {
        silent = now;
    }

    private void serve() {
        byte[] buffer = new byte[512];
        while (!socket.isClosed()) {
            try {
                DatagramPacket query = new DatagramPacket(buffer, buffer.length);
                socket.receive(query);
                if (!silent) {
                    byte[] answer = answer(ByteBuffer.wrap(query.getData(), 0, query.getLength()));
                    socket.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private byte[] answer(ByteBuffer query) throws IOException {
        int id = query.getShort(0) & 0xFFFF;
        query.position(HEADER);
        StringBuilder name = new StringBuilder();
        for (int length = query.get(); length > 0; length = query.get()) {
            byte[] label = new byte[length];
            query.get(label);
            name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
        }
        byte[] question = new byte[query.position() + 4 - HEADER];
        query.position(HEADER);
        query.get(question);
        List<String> hosts = records.getOrDefault(name.toString().toLowerCase(Locale.ROOT), List.of());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (int each : List.of(id, ANSWER | (hosts.isEmpty() ? NO_SUCH_NAME : 0), 1, hosts.size(), 0, 0)) {
            out.writeShort(each);
        }
        out.write(question);
        for (String host : hosts) {
            record(host, out);
        }
        return bytes.toByteArray();
    }

    private static void record(String host, DataOutputStream out) throws IOException {
        int colon = host.lastIndexOf(':');
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        for (String label : host.substring(0, colon).split("\\.")) {
            target.write(label.length());
            target.write(label.getBytes(StandardCharsets.US_ASCII));
        }
        target.write(0);
        out.writeShort(NAME_OF_QUESTION);
        out.writeShort(SRV);
        out.writeShort(INTERNET);
        out.writeInt(1);
        out.writeShort(6 + target.size());
        out.writeShort(10);
        out.writeShort(5);
        out.writeShort(Integer.parseInt(host.substring(colon + 1)));
        target.writeTo(out);
    }

    @Override
    public void close() {
        socket.close();
    }
}
