package io.github.understudy.it.matrix;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Cells as a Markdown table that can be read as it is, too. */
final class Grid {
    private Grid() {}

    /** @param lines the first one is the head; all of the same length */
    static String text(List<List<String>> lines) {
        List<Integer> widths = IntStream.range(0, lines.get(0).size())
                .mapToObj(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        String rule = widths.stream().map(width -> "-".repeat(width + 2)).collect(Collectors.joining("|", "|", "|\n"));
        List<String> texts = lines.stream().map(line -> line(line, widths)).toList();
        return texts.get(0) + rule + String.join("", texts.subList(1, texts.size()));
    }

    private static String line(List<String> cells, List<Integer> widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(i ->
                        cells.get(i) + " ".repeat(widths.get(i) - cells.get(i).length()))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
