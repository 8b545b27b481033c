package io.github.understudy.it.matrix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The rows as Markdown, with a table for each variant. */
final class Table {
    private final List<Variant> variants;
    private final Map<Fault, Row> rows = new LinkedHashMap<>();
    private final Map<Fault, String> notRun = new LinkedHashMap<>();

    Table(List<Variant> variants) {
        this.variants = variants;
    }

    void add(Row row) {
        rows.put(row.fault(), row);
    }

    void notRun(Fault fault, String why) {
        notRun.put(fault, why);
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        for (Variant variant : variants) {
            text.append("### ").append(variant.title()).append("\n\n");
            text.append(Grid.text(lines(variant)))
                    .append('\n')
                    .append(notes(variant))
                    .append('\n');
        }
        return text.toString();
    }

    private List<List<String>> lines(Variant variant) {
        List<String> head = new ArrayList<>(List.of("fault", "held for (ms)"));
        if (isNoticed()) {
            head.add("cluster's own detection (ms)");
        }
        head.addAll(Figures.COLUMNS);
        List<List<String>> lines = new ArrayList<>();
        lines.add(head);
        for (Fault fault : notRun.keySet()) {
            if (rows.containsKey(fault)) {
                lines.add(line(rows.get(fault), variant));
            } else if (notRun.containsKey(fault)) {
                lines.add(padded(List.of(fault.title(), "not run"), head.size()));
            }
        }
        return lines;
    }

    private boolean isNoticed() {
        return rows.values().stream().map(Row::noticed).anyMatch(Objects::nonNull);
    }

    private List<String> line(Row row, Variant variant) {
        List<String> line = new ArrayList<>(
                List.of(row.fault().title(), Long.toString(row.held().toMillis())));
        if (isNoticed()) {
            line.add(row.noticed() == null ? "" : Long.toString(row.noticed().toMillis()));
        }
        line.addAll(row.figures().get(variant).cells());
        return line;
    }

    private static List<String> padded(List<String> cells, int size) {
        List<String> line = new ArrayList<>(cells);
        line.addAll(Collections.nCopies(size - cells.size(), ""));
        return line;
    }

    private String notes(Variant variant) {
        StringBuilder notes = new StringBuilder();
        notRun.forEach((fault, why) -> {
            if (!rows.containsKey(fault)) {
                note(notes, fault, "was not run: " + why);
            }
        });
        rows.forEach((fault, row) -> {
            String note = row.figures().get(variant).note();
            if (!note.isEmpty()) {
                note(notes, fault, note);
            }
        });
        return notes.toString();
    }

    private static void note(StringBuilder notes, Fault fault, String text) {
        notes.append("- *").append(fault.title()).append("*: ").append(text).append('\n');
    }
}
