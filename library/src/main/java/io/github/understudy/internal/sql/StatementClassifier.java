package io.github.understudy.internal.sql;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Tells what a statement does from its text. What was classified once is looked up without a lock; the memory is bounded
 * in number and in the length of texts, because an application may write its values into the text. For any thread.
 */
public final class StatementClassifier {
    private static final int MAX_CACHED = 4096;
    private static final int MAX_CACHED_LENGTH = 64 * 1024;

    private final ConcurrentMap<String, Classification> known = new ConcurrentHashMap<>();
    private final StatementReader reader;

    /** Knows only the pure functions that both MySQL and MariaDB bring along. */
    public StatementClassifier() {
        this(Set.of());
    }

    /** @param alsoPure names of more functions that only read and depend on no session, in any case */
    public StatementClassifier(Collection<String> alsoPure) {
        reader = new StatementReader(new QueryRules(new KnownFunctions(alsoPure)));
    }

    /** True if the text begins with an INSERT or REPLACE. Reads it anew: for the few who must know. */
    public static boolean inserts(String sql) {
        Tokens tokens = Lexer.tokens(sql);
        return tokens.isWord(0, "INSERT") || tokens.isWord(0, "REPLACE");
    }

    /** True if the text may give rows although it writes. It may say so of one that does not: for the few who must know. */
    public static boolean returnsRows(String sql) {
        return Tokens.upperCase(sql).contains("RETURNING");
    }

    /** What the text does; {@link StatementClass#WRITE} if that can't be told. Never throws. */
    public Classification classify(String sql) {
        Classification cached = known.get(sql);
        return cached == null ? remember(sql, reader.read(sql)) : cached;
    }

    /** A replica has refused this text, so it is no read whatever it looks like: a view or trigger writes, for example. */
    public void refused(String sql) {
        Classification looked = classify(sql);
        if (looked.kind() == StatementClass.READ) {
            remember(sql, looked.as(StatementClass.QUERY));
        }
    }

    /**
     * True for {@code performance_schema} and its like, in any case. No text shows that it reads their tables while one of
     * them is the current database; {@code USE} of one is a {@link StatementClass#SESSION}.
     */
    public static boolean isServersOwn(String schema) {
        return ServerTables.isSchema(Tokens.upperCase(schema));
    }

    private Classification remember(String sql, Classification meaning) {
        if (sql.length() <= MAX_CACHED_LENGTH) {
            if (known.size() >= MAX_CACHED) {
                known.clear(); // texts that recur are back at once, and no list has to be kept in order
            }
            known.put(sql, meaning);
        }
        return meaning;
    }
}
