package io.github.understudy.spring.internal.dashboard;

import io.github.understudy.exception.ConfigurationException;
import io.github.understudy.spring.internal.actuate.UnderstudyEndpoint;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** The page at a path of its own in a Spring MVC application, with what it shows at {@code …/data}. */
public final class DashboardRoutes {
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    private DashboardRoutes() {}

    public static RouterFunction<ServerResponse> at(String configured, UnderstudyEndpoint endpoint) {
        String path = (configured.startsWith("/") ? configured : "/" + configured).replaceAll("/+$", "");
        if (path.isEmpty()) {
            throw new ConfigurationException(
                    List.of("understudy.dashboard.path = '" + configured + "' is no path of its own"));
        }
        Page page = new Page("." + path.substring(path.lastIndexOf('/')) + "/data");
        return RouterFunctions.route()
                .GET(
                        path,
                        request -> ServerResponse.ok()
                                .contentType(HTML)
                                .cacheControl(CacheControl.noStore())
                                .header("Content-Security-Policy", page.policy())
                                .body(page.html()))
                .GET(
                        path + "/data",
                        request -> ServerResponse.ok()
                                .contentType(MediaType.APPLICATION_JSON)
                                .cacheControl(CacheControl.noStore())
                                .body(endpoint.report()))
                .build();
    }
}
