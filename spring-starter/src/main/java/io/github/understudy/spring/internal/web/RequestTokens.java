package io.github.understudy.spring.internal.web;

import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.consistency.Consistency;
import io.github.understudy.consistency.ConsistencySession;
import io.github.understudy.consistency.InvalidTokenException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one request has written and must see, on all data sources. Used by one thread at a time, but for {@link
 * #answeredLater}.
 */
final class RequestTokens {
    private static final Logger LOG = LoggerFactory.getLogger(RequestTokens.class);

    private final WebTokens web;
    private final Map<String, UnderstudyDataSource> dataSources;
    private final Map<String, ConsistencySession> sessions = new LinkedHashMap<>();
    private final Set<String> demanded = new HashSet<>();
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private long answered;
    private long told;

    RequestTokens(WebTokens web, Map<String, UnderstudyDataSource> dataSources) {
        this.web = web;
        this.dataSources = dataSources;
    }

    /** The calling thread works for this request, and for nothing else, until the scope is closed. */
    ConsistencySession.Scope enter() {
        Deque<ConsistencySession.Scope> scopes = new ArrayDeque<>();
        dataSources.forEach((name, dataSource) -> scopes.push(
                sessions.computeIfAbsent(name, any -> dataSource.consistency().newSession())
                        .enter()));
        RequestTokens before = web.replace(this);
        return () -> {
            web.replace(before);
            scopes.forEach(ConsistencySession.Scope::close);
        };
    }

    /** From now on the thread sees what the tokens stand for. What can't be read is left out. */
    void demand(String text) {
        try {
            TokenText.read(text, web.clock().instant(), web.maxAge()).forEach(this::demand);
        } catch (InvalidTokenException e) {
            LOG.debug("Consistency tokens are ignored: {}", e.getMessage());
        }
    }

    private void demand(String name, String token) {
        UnderstudyDataSource dataSource = dataSources.get(name);
        if (dataSource == null) {
            LOG.debug("A consistency token is ignored: there is no data source {}", name);
            return;
        }
        try {
            dataSource.consistency().with(token, () -> {});
            demanded.add(name);
        } catch (InvalidTokenException e) {
            LOG.debug("A consistency token of {} is ignored: {}", name, e.getMessage());
        }
    }

    /** Another service has answered that it has written something for this request. */
    void answered(String text) {
        answered++;
        demand(text);
    }

    /** The same from any thread: the request hears of it when it tells what was written. */
    void answeredLater(String text) {
        answers.add(text);
    }

    /** What other services have to see: all that this request has written, and must see itself; null for nothing. */
    @Nullable
    String outgoing() {
        hearAnswers();
        Map<String, String> tokens = new LinkedHashMap<>();
        int most = TokenText.MOST_CHARACTERS / Math.max(1, dataSources.size()) - 100;
        dataSources.forEach((name, dataSource) -> {
            Consistency its = dataSource.consistency();
            // What was only read here costs nothing.
            String token = its.writes() > 0 || demanded.contains(name) ? its.token(most) : "";
            if (!token.isEmpty()) {
                tokens.put(name, token);
            }
        });
        String text =
                tokens.isEmpty() ? "" : TokenText.write(tokens, web.clock().instant());
        return text.isEmpty() || text.length() > TokenText.MOST_CHARACTERS ? null : text;
    }

    /** The same for the one who asked: null also if nothing was written since he was told. */
    @Nullable
    String news() {
        hearAnswers();
        long now = writes() + answered;
        if (now == told) {
            return null;
        }
        told = now;
        return outgoing();
    }

    /** What the one who asked was told did not reach him. */
    void forgetNews() {
        told = 0;
    }

    private long writes() {
        return dataSources.values().stream()
                .mapToLong(each -> each.consistency().writes())
                .sum();
    }

    private void hearAnswers() {
        for (String text = answers.poll(); text != null; text = answers.poll()) {
            answered(text);
        }
    }
}
