package io.github.understudy.spring.internal.web;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;

/**
 * The same as {@link TokenInterceptor} for a {@code WebClient}. Its answers come on another thread, so what they tell
 * reaches the one who asked, and not what the request itself still reads.
 */
public final class TokenExchange implements ExchangeFilterFunction {
    private final WebTokens web;
    private final Hosts hosts;

    public TokenExchange(WebTokens web, Hosts hosts) {
        this.web = web;
        this.hosts = hosts;
    }

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        if (!hosts.include(request.url().getHost())) {
            return next.exchange(request);
        }
        RequestTokens tokens = web.current();
        String outgoing = tokens.outgoing();
        ClientRequest told = outgoing == null
                ? request
                : ClientRequest.from(request)
                        .headers(headers -> headers.set(WebTokens.HEADER, outgoing))
                        .build();
        return next.exchange(told).doOnNext(response -> {
            String answer = response.headers().asHttpHeaders().getFirst(WebTokens.HEADER);
            if (answer != null) {
                tokens.answeredLater(answer);
            }
        });
    }
}
