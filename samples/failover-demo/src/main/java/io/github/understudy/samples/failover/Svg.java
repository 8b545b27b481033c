package io.github.understudy.samples.failover;

import java.util.Locale;

/** Writes SVG elements. Not thread-safe. */
final class Svg {
    private final StringBuilder text = new StringBuilder();

    static String escape(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    Svg rect(double x, double y, double width, double height, String style) {
        return add(
                "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' class='%s'/>",
                x, y, Math.max(0, width), Math.max(0, height), style);
    }

    /** A rectangle that tells more when the pointer rests on it. */
    Svg rect(double x, double y, double width, double height, String style, String title) {
        return add(
                "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' class='%s'><title>%s</title></rect>",
                x, y, Math.max(0, width), Math.max(0, height), style, escape(title));
    }

    Svg line(double x1, double y1, double x2, double y2, String style) {
        return add("<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' class='%s'/>", x1, y1, x2, y2, style);
    }

    Svg circle(double x, double y, double radius, String style, String title) {
        return add(
                "<circle cx='%.1f' cy='%.1f' r='%.1f' class='%s'><title>%s</title></circle>",
                x, y, radius, style, escape(title));
    }

    Svg text(double x, double y, String style, String content) {
        return add("<text x='%.1f' y='%.1f' class='%s'>%s</text>", x, y, style, escape(content));
    }

    Svg path(String commands, String style) {
        return add("<path d='%s' class='%s'/>", commands, style);
    }

    private Svg add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
