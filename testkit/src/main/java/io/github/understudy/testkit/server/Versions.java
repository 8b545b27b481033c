package io.github.understudy.testkit.server;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What server programs say about their versions, and what all versions understand. */
final class Versions {

    private static final Pattern VERSION = Pattern.compile("Ver ([0-9]+)\\.([0-9]+)\\.([0-9]+)");

    private Versions() {}

    /** The version in the output of {@code --version}, like 9.7.4; empty if there is none. */
    static String number(String output) {
        Matcher matcher = VERSION.matcher(output);
        return matcher.find() ? matcher.group().substring("Ver ".length()) : "";
    }

    static boolean atLeast(String output, int major, int minor, int patch) {
        Matcher matcher = VERSION.matcher(output);
        return matcher.find() && weight(matcher) >= weight(major, minor, patch);
    }

    private static long weight(Matcher matcher) {
        return weight(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    private static long weight(int major, int minor, int patch) {
        return major * 1_000_000L + minor * 1_000L + patch;
    }

    /** Options of both products. */
    static List<String> commonOptions(NodeSettings settings) {
        return List.of(
                "--server-id=" + settings.serverId(),
                "--report-host=" + settings.advertised().host(),
                "--report-port=" + settings.advertised().port(),
                "--read-only=" + (settings.writable() ? "OFF" : "ON"),
                "--log-bin=binlog",
                "--relay-log=relay",
                "--sync-binlog=1",
                "--innodb-flush-log-at-trx-commit=1",
                "--innodb-buffer-pool-size=64M",
                "--innodb-buffer-pool-load-at-startup=OFF",
                "--skip-name-resolve",
                "--max-connections=500");
    }
}
