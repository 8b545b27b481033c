package io.github.understudy.spring.internal.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;

/** Adds what was written before the response is committed: when its body begins, and once more at the end. */
final class TokenResponse extends HttpServletResponseWrapper {
    private final Runnable beforeCommit;
    private final Runnable afterReset;

    TokenResponse(HttpServletResponse response, Runnable beforeCommit, Runnable afterReset) {
        super(response);
        this.beforeCommit = beforeCommit;
        this.afterReset = afterReset;
    }

    void tell() {
        if (!isCommitted()) {
            beforeCommit.run();
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        tell();
        return super.getOutputStream();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        tell();
        return super.getWriter();
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        tell();
        super.sendError(status, message);
    }

    @Override
    public void sendError(int status) throws IOException {
        tell();
        super.sendError(status);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        tell();
        super.sendRedirect(location);
    }

    @Override
    public void flushBuffer() throws IOException {
        tell();
        super.flushBuffer();
    }

    @Override
    public void reset() {
        super.reset();
        afterReset.run();
    }
}
