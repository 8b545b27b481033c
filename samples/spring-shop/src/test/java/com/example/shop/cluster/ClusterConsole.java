package com.example.shop.cluster;

import com.example.shop.cluster.Orchestrator.Incident;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A page, beside the shop and on this machine only, that shows the servers and has a button for each incident. */
public class ClusterConsole implements AutoCloseable {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="refresh" content="2">
            <title>The shop's servers</title>
            <style>
              body { font: 1rem/1.5 system-ui, "DejaVu Sans", sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
              table { border-collapse: collapse; width: 100%%; margin: 1rem 0 2rem }
              th, td { text-align: left; padding: .5rem; border-bottom: 1px solid #8884 }
              th { font-weight: 400; opacity: .7 } td:last-child, pre { font-variant-numeric: tabular-nums }
              button { font: inherit; width: 11rem; padding: .45rem; border: 1px solid #8886; border-radius: .6rem; cursor: pointer }
              .dead { color: #d33; font-weight: 600 } .frozen { color: #38d; font-weight: 600 } .source { font-weight: 600 }
            </style>
            <h1>The shop's servers</h1>
            <table><tr><th>server<th>role<th>state<th>orders</tr>%s</table>
            <table>%s</table>
            <pre>%s</pre>
            </html>
            """;

    private final Cluster cluster;
    private final Orchestrator orchestrator;
    private final HttpServer server;

    ClusterConsole(Cluster cluster, Orchestrator orchestrator, int port) throws IOException {
        this.cluster = cluster;
        this.orchestrator = orchestrator;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::show);
        for (Incident incident : Incident.values()) {
            server.createContext(incident.path(), exchange -> begin(exchange, incident));
        }
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void show(HttpExchange exchange) throws IOException {
        String servers = cluster.nodes().stream().map(this::row).collect(Collectors.joining());
        String buttons = Arrays.stream(Incident.values()).map(this::button).collect(Collectors.joining());
        String diary = String.join("\n", orchestrator.diary());
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        answer(exchange, 200, PAGE.formatted(servers, buttons, diary));
    }

    private String row(TestNode node) {
        String role = node == cluster.source() ? "source" : "replica";
        String state = !node.isRunning() ? "dead" : node.isFrozen() ? "frozen" : "running";
        return "<tr><td>%s, %s<td class=%s>%s<td class=%s>%s<td>%s</tr>"
                .formatted(Orchestrator.name(node), node.address(), role, role, state, state, orders(node));
    }

    private static String orders(TestNode node) {
        if (!node.isRunning() || node.isFrozen()) {
            return "";
        }
        try {
            return node.query("SELECT COUNT(*) FROM app.orders");
        } catch (RuntimeException e) {
            return ""; // it is being killed, or made anew
        }
    }

    private String button(Incident incident) {
        return "<tr><td><form method=post action=%s><button%s>%s</button></form><td>%s</tr>"
                .formatted(
                        incident.path(),
                        orchestrator.isBusy() ? " disabled" : "",
                        incident.title,
                        incident.explanation);
    }

    /** A browser goes back to the page; curl prints the text. */
    private void begin(HttpExchange exchange, Incident incident) throws IOException {
        if (!"POST".equals(exchange.getRequestMethod())) {
            answer(exchange, 405, "POST it\n");
        } else if (orchestrator.begin(incident)) {
            exchange.getResponseHeaders().set("Location", "/");
            answer(exchange, 303, incident.title + ": " + incident.explanation + "\n");
        } else {
            answer(exchange, 409, "the incident before is not over yet\n");
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
