package io.github.understudy.benchmarks.comparison;

import io.github.understudy.testkit.Cluster;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The figures as Markdown: a table for each incident, a row for each contender. */
final class Report {
    private final Map<Incident, Map<Contender, Figures>> figures = new EnumMap<>(Incident.class);
    private final Map<Incident, Map<Contender, String>> broken = new EnumMap<>(Incident.class);
    private final List<String> versions = new ArrayList<>();

    void add(Contender contender, Incident incident, Figures row) {
        figures.computeIfAbsent(incident, it -> new EnumMap<>(Contender.class)).put(contender, row);
    }

    void failed(Contender contender, Incident incident, String why) {
        broken.computeIfAbsent(incident, it -> new EnumMap<>(Contender.class)).put(contender, why);
    }

    void servers(Cluster cluster) {
        String server = cluster.flavor() + " " + cluster.source().query("SELECT VERSION()");
        if (!versions.contains(server)) {
            versions.add(server);
        }
    }

    String markdown(List<Contender> contenders) {
        StringBuilder text = new StringBuilder("Servers: " + String.join(", ", versions) + ". Drivers: " + drivers()
                + ". Java " + Runtime.version().feature() + ".\n");
        for (Incident incident : Incident.values()) {
            if (figures.containsKey(incident) || broken.containsKey(incident)) {
                text.append("\n### ").append(incident.title()).append("\n\n");
                table(text, incident, contenders);
            }
        }
        return text.toString();
    }

    private void table(StringBuilder text, Incident incident, List<Contender> contenders) {
        text.append("| |");
        Figures.COLUMNS.forEach(it -> text.append(' ').append(it).append(" |"));
        text.append("\n|---|").append("---|".repeat(Figures.COLUMNS.size())).append('\n');
        for (Contender contender : contenders) {
            Figures row = figures.getOrDefault(incident, Map.of()).get(contender);
            String why = broken.getOrDefault(incident, Map.of()).get(contender);
            if (row != null || why != null) {
                text.append("| ").append(contender.title()).append(" |");
                if (row == null) {
                    text.append(" did not run: ")
                            .append(why)
                            .append(" |")
                            .append(" |".repeat(Figures.COLUMNS.size() - 1));
                } else {
                    row.cells().forEach(it -> text.append(' ').append(it).append(" |"));
                }
                text.append('\n');
            }
        }
        contenders.forEach(contender -> {
            Figures row = figures.getOrDefault(incident, Map.of()).get(contender);
            if (row != null && !row.failures().isEmpty()) {
                text.append("\n- ").append(contender.title()).append(": ").append(row.failures());
            }
        });
        text.append('\n');
    }

    static String settings(List<Contender> contenders) {
        StringBuilder text = new StringBuilder();
        contenders.forEach(it -> text.append("- **")
                .append(it.title())
                .append("**: ")
                .append(it.settings())
                .append(".\n"));
        return text.toString();
    }

    /** By their own words: class name and version. */
    private static String drivers() {
        Map<String, String> names = new TreeMap<>();
        for (String url : List.of("jdbc:mysql://h/", "jdbc:mariadb://h/", "jdbc:aws-wrapper:mysql://h/")) {
            try {
                Driver driver = DriverManager.getDriver(url);
                String version = driver.getClass().getPackage().getImplementationVersion();
                names.put(
                        driver.getClass().getName(),
                        version == null ? driver.getMajorVersion() + "." + driver.getMinorVersion() : version);
            } catch (SQLException e) {
                names.put(url, "missing");
            }
        }
        return String.join(
                ", ",
                names.entrySet().stream()
                        .map(it -> it.getKey() + " " + it.getValue())
                        .toList());
    }
}
