package io.github.understudy.spring.internal.web;

import io.github.understudy.consistency.ConsistencySession;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Each request is a session of its own: it sees what its token stands for, and gets a new one when it has written. What
 * other threads write for it is not noticed.
 */
public final class ConsistencyFilter extends OncePerRequestFilter implements Ordered {
    /** Outside of Spring Session and security, which use the database as well; inside of forwarded headers. */
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 30;

    private static final String ATTRIBUTE = ConsistencyFilter.class.getName();

    private final WebTokens web;
    private final Carrier carrier;

    public ConsistencyFilter(WebTokens web, Carrier carrier) {
        this.web = web;
        this.carrier = carrier;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    /** What was begun goes on when the response is written. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean first = !(request.getAttribute(ATTRIBUTE) instanceof RequestTokens);
        RequestTokens tokens = first ? web.begin() : (RequestTokens) request.getAttribute(ATTRIBUTE);
        request.setAttribute(ATTRIBUTE, tokens);
        try (ConsistencySession.Scope scope = tokens.enter()) {
            String incoming = first ? carrier.read(request) : null;
            if (incoming != null) {
                tokens.demand(incoming);
            }
            TokenResponse told = new TokenResponse(response, () -> tell(tokens, request, response), tokens::forgetNews);
            try {
                chain.doFilter(request, told);
            } finally {
                if (!isAsyncStarted(request)) {
                    told.tell();
                }
            }
        }
    }

    private void tell(RequestTokens tokens, HttpServletRequest request, HttpServletResponse response) {
        if (!web.isCurrent(tokens)) {
            return; // another thread: what that one has written is not this request's
        }
        String news = tokens.news();
        if (news != null) {
            carrier.write(request, response, news, web.maxAge());
        }
    }
}
