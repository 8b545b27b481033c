package io.github.understudy.spring.internal.dashboard;

import io.github.understudy.spring.internal.actuate.UnderstudyEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.util.MimeType;

/** The page below the endpoint, {@code …/understudy/ui}: exposed, guarded and placed as the endpoint is. */
@EndpointWebExtension(endpoint = UnderstudyEndpoint.class)
public final class DashboardExtension {
    private static final MimeType HTML = MimeType.valueOf("text/html;charset=UTF-8");

    /** The endpoint itself, under whatever path it is mapped to. */
    private final Page page = new Page(".");

    @ReadOperation(produces = "text/html")
    public WebEndpointResponse<String> page(@Selector String name) {
        return name.equals("ui")
                ? new WebEndpointResponse<>(page.html(), WebEndpointResponse.STATUS_OK, HTML)
                : new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
    }
}
