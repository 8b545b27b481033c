package io.github.understudy.testkit.docker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A quick look at whether there is a Docker engine and what it has, before a client library takes its time to find out.
 * Asks the socket that DOCKER_HOST names, or the usual ones. Safe for use by several threads.
 */
public final class DockerEngine {

    private static final int SECONDS = 2;

    private final @Nullable SocketAddress address;

    private DockerEngine(@Nullable SocketAddress address) {
        this.address = address;
    }

    /** @param environment the environment variables */
    public static DockerEngine of(Map<String, String> environment) {
        String named = environment.getOrDefault("DOCKER_HOST", "");
        if (!named.isEmpty()) {
            return new DockerEngine(parse(named));
        }
        Path usual = Path.of("/var/run/docker.sock");
        Path desktop = Path.of(System.getProperty("user.home"), ".docker/run/docker.sock");
        Path socket = Files.exists(usual) ? usual : desktop;
        return new DockerEngine(Files.exists(socket) ? UnixDomainSocketAddress.of(socket) : null);
    }

    private static @Nullable SocketAddress parse(String named) {
        URI uri = URI.create(named);
        return switch (uri.getScheme()) {
            case "unix" -> UnixDomainSocketAddress.of(uri.getPath());
            case "tcp", "http" -> new InetSocketAddress(uri.getHost(), uri.getPort());
            default -> null;
        };
    }

    /** Whether Testcontainers is on the class path. */
    public static boolean hasClient() {
        try {
            Class.forName("org.testcontainers.containers.GenericContainer", false, DockerEngine.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Whether an engine answers within 2 s. */
    public boolean answers() {
        return get("/_ping").contains(" 200 ");
    }

    /** Whether the engine has that image already. False if it does not answer. */
    public boolean hasImage(String image) {
        return get("/images/" + image + "/json").contains(" 200 ");
    }

    /** Whether the engine has an image of that repository already. False if it does not answer. */
    boolean hasAnyTagOf(String repository) {
        String filter = URLEncoder.encode("{\"reference\":[\"" + repository + "\"]}", StandardCharsets.UTF_8);
        String answer = get("/images/json?filters=" + filter);
        return answer.contains(" 200 ") && answer.contains("\"Id\"");
    }

    boolean hasContainer(String id) {
        return get("/containers/" + id + "/json").contains(" 200 ");
    }

    /** The beginning of the answer, empty if there is none in time. */
    private String get(String path) {
        if (address == null) {
            return "";
        }
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> answer.complete(ask(address, path)), "understudy-docker-look");
        thread.setDaemon(true);
        thread.start();
        try {
            return answer.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            thread.interrupt(); // closes its channel
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static String ask(SocketAddress address, String path) {
        try (SocketChannel channel = SocketChannel.open(address)) {
            String request = "GET " + path + " HTTP/1.0\r\nHost: docker\r\n\r\n";
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer head = ByteBuffer.allocate(1024);
            while (head.hasRemaining() && channel.read(head) >= 0) {
                // Read on until the answer's end or as much as is of interest.
            }
            return new String(head.array(), 0, head.position(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
