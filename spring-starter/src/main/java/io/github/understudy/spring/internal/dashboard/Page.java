package io.github.understudy.spring.internal.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The page's text: one self-contained document. Its script and its style are allowed by their digests, and nothing else
 * is, so that it runs under a strict Content-Security-Policy.
 */
public final class Page {
    private final String html;
    private final String policy;

    /** @param data where the page finds the report, relative to itself */
    public Page(String data) {
        String style = read("dashboard.css");
        String script = read("dashboard.js");
        String styleDigest = "'" + digest(style) + "'";
        String scriptDigest = "'" + digest(script) + "'";
        this.policy = "default-src 'none'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
                + "script-src " + scriptDigest + "; style-src " + styleDigest;
        this.html = read("dashboard.html")
                .replace("{{policy}}", policy)
                .replace("{{data}}", data)
                .replace("{{script-digest}}", scriptDigest)
                .replace("{{style-digest}}", styleDigest)
                .replace("{{style}}", style)
                .replace("{{script}}", script);
    }

    /** The document. */
    public String html() {
        return html;
    }

    /** The Content-Security-Policy that it needs, and that forbids all else. */
    public String policy() {
        return policy;
    }

    private static String read(String file) {
        try (InputStream in = Page.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing in the starter's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
