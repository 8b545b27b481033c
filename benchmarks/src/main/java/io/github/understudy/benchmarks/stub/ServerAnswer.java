package io.github.understudy.benchmarks.stub;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a lone writable server says about itself: {@code SELECT … AS label, …} gives one row with the known value of
 * each label, null for an unknown one; everything else, such as SHOW REPLICAS, gives no row.
 */
final class ServerAnswer extends StubResultSet {
    private static final Pattern LABEL = Pattern.compile("(?i)\\bAS\\s+(\\w+)");
    private static final String UUID = "7b0c2f36-5d43-4b1f-9a46-0c6b6f1d2a01";
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("id", UUID),
            Map.entry("host", "stub"),
            Map.entry("port", "3306"),
            Map.entry("datadir", "/var/lib/mysql/"),
            Map.entry("version", "8.4.7"),
            Map.entry("comment", "MySQL Community Server - GPL"),
            Map.entry("report_port", "3306"),
            Map.entry("read_only", "0"),
            Map.entry("super_read_only", "0"),
            Map.entry("innodb_read_only", "0"),
            Map.entry("transaction_read_only", "0"),
            Map.entry("offline_mode", "0"),
            Map.entry("gtid_mode", "ON"),
            Map.entry("gtids", UUID + ":1-1000"),
            Map.entry("account", "app@%"));

    private final List<String> labels;
    private int rowsLeft;

    private ServerAnswer(List<String> labels) {
        this.labels = labels;
        this.rowsLeft = labels.isEmpty() ? 0 : 1;
    }

    static ResultSet to(String sql) {
        return new ServerAnswer(LABEL.matcher(sql)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList());
    }

    @Override
    public boolean next() {
        return rowsLeft-- > 0;
    }

    @Override
    public @Nullable String getString(int column) {
        return VALUES.get(labels.get(column - 1));
    }

    @Override
    public ResultSetMetaData getMetaData() {
        return new StubResultSetMetaData() {
            @Override
            public int getColumnCount() {
                return labels.size();
            }

            @Override
            public String getColumnLabel(int column) {
                return labels.get(column - 1);
            }
        };
    }

    @Override
    public void close() {
        rowsLeft = 0;
    }
}
