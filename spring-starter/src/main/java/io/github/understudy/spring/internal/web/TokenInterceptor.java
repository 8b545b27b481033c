package io.github.understudy.spring.internal.web;

import java.io.IOException;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/** Passes on to other services what the calling thread must see, and takes what they have written for it. */
public final class TokenInterceptor implements ClientHttpRequestInterceptor {
    private final WebTokens web;
    private final Hosts hosts;

    public TokenInterceptor(WebTokens web, Hosts hosts) {
        this.web = web;
        this.hosts = hosts;
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        if (!hosts.include(request.getURI().getHost())) {
            return execution.execute(request, body);
        }
        RequestTokens tokens = web.current();
        String outgoing = tokens.outgoing();
        if (outgoing != null) {
            request.getHeaders().set(WebTokens.HEADER, outgoing);
        }
        ClientHttpResponse response = execution.execute(request, body);
        String answer = response.getHeaders().getFirst(WebTokens.HEADER);
        if (answer != null) {
            tokens.answered(answer);
        }
        return response;
    }
}
