package io.github.understudy.samples.failover;

import io.github.understudy.testkit.ServerFlavor;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;

/**
 * What the demo can be told, by system properties.
 *
 * @param flavor whose servers: {@code demo.flavor}, mariadb or mysql
 * @param customers how many threads order: {@code demo.customers}
 * @param visitors how many threads read: {@code demo.visitors}
 * @param pace how long the phases last, 1 is normal: {@code demo.pace}
 * @param picture where the HTML file goes: {@code demo.picture}
 */
record Options(ServerFlavor flavor, int customers, int visitors, double pace, Path picture) {

    /** @throws IllegalArgumentException if a value can't be used */
    static Options of(Properties properties) {
        return new Options(
                flavor(properties.getProperty("demo.flavor", "mariadb")),
                count(properties, "demo.customers", "8"),
                count(properties, "demo.visitors", "12"),
                pace(properties.getProperty("demo.pace", "1")),
                Path.of(properties.getProperty("demo.picture", "target/failover-demo.html"))
                        .toAbsolutePath());
    }

    private static ServerFlavor flavor(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "mariadb" -> ServerFlavor.MARIADB;
            case "mysql" -> ServerFlavor.MYSQL;
            default -> throw new IllegalArgumentException("demo.flavor must be mariadb or mysql, not '" + text + "'");
        };
    }

    private static int count(Properties properties, String key, String normal) {
        String text = properties.getProperty(key, normal);
        if (!text.matches("[1-9]\\d{0,2}")) {
            throw new IllegalArgumentException(key + " must be from 1 to 999, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static double pace(String text) {
        if (!text.matches("\\d{1,2}(\\.\\d{1,3})?") || Double.parseDouble(text) < 0.3) {
            throw new IllegalArgumentException("demo.pace must be from 0.3 to 99, not '" + text + "'");
        }
        return Double.parseDouble(text);
    }

    /** The servers' name for people. */
    String servers() {
        return flavor == ServerFlavor.MARIADB ? "MariaDB" : "MySQL";
    }
}
