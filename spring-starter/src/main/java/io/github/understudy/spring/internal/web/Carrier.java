package io.github.understudy.spring.internal.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** How tokens come with a request and go with its response. */
public enum Carrier {
    /** A cookie, for browsers. */
    COOKIE {
        @Override
        @Nullable
        String read(HttpServletRequest request) {
            Cookie[] cookies = request.getCookies();
            if (cookies != null) {
                for (Cookie each : cookies) {
                    if (each.getName().equals(NAME)) {
                        return each.getValue();
                    }
                }
            }
            return null;
        }

        @Override
        void write(HttpServletRequest request, HttpServletResponse response, String text, Duration maxAge) {
            ResponseCookie cookie = ResponseCookie.from(NAME, text)
                    .httpOnly(true)
                    .sameSite("Lax")
                    .secure(request.isSecure())
                    .path(request.getContextPath() + "/")
                    .maxAge(maxAge)
                    .build();
            // The last one of the same name counts.
            response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        }
    },
    /** A header, for services and applications. */
    HEADER {
        @Override
        @Nullable
        String read(HttpServletRequest request) {
            return request.getHeader(WebTokens.HEADER);
        }

        @Override
        void write(HttpServletRequest request, HttpServletResponse response, String text, Duration maxAge) {
            response.setHeader(WebTokens.HEADER, text);
        }
    };

    private static final String NAME = "understudy-token";

    abstract @Nullable String read(HttpServletRequest request);

    abstract void write(HttpServletRequest request, HttpServletResponse response, String text, Duration maxAge);
}
