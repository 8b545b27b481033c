package io.github.understudy.it.matrix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows as Markdown, with a block of columns for each variant. */
final class Table {
    private final List<Variant> variants;
    private final Map<Fault, Row> rows = new TreeMap<>();
    private final Map<Fault, String> notRun = new TreeMap<>();

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
        List<List<String>> lines = new ArrayList<>();
        lines.add(head());
        for (Fault fault : Fault.values()) {
            if (rows.containsKey(fault)) {
                lines.add(line(rows.get(fault)));
            } else if (notRun.containsKey(fault)) {
                lines.add(padded(List.of(fault.title(), "not run"), lines.get(0).size()));
            }
        }
        return Grid.text(lines) + notes();
    }

    private List<String> head() {
        List<String> head = new ArrayList<>(List.of("fault", "held for (ms)"));
        for (Variant variant : variants) {
            String prefix = variants.size() == 1 ? "" : variant.name() + ": ";
            Figures.COLUMNS.forEach(column -> head.add(prefix + column));
        }
        return head;
    }

    private List<String> line(Row row) {
        List<String> line = new ArrayList<>(
                List.of(row.fault().title(), Long.toString(row.held().toMillis())));
        for (Variant variant : variants) {
            line.addAll(row.figures().get(variant).cells());
        }
        return line;
    }

    private static List<String> padded(List<String> cells, int size) {
        List<String> line = new ArrayList<>(cells);
        line.addAll(Collections.nCopies(size - cells.size(), ""));
        return line;
    }

    private String notes() {
        StringBuilder notes = new StringBuilder();
        notRun.forEach((fault, why) -> {
            if (!rows.containsKey(fault)) {
                notes.append("- *")
                        .append(fault.title())
                        .append("* was not run: ")
                        .append(why)
                        .append('\n');
            }
        });
        rows.values()
                .forEach(row -> row.figures().forEach((variant, figures) -> {
                    if (!figures.note().isEmpty()) {
                        String name = variants.size() == 1 ? "" : " (" + variant.name() + ")";
                        notes.append("- *")
                                .append(row.fault().title())
                                .append('*')
                                .append(name)
                                .append(": ");
                        notes.append(figures.note()).append('\n');
                    }
                }));
        return notes.isEmpty() ? "" : "\n" + notes;
    }
}
