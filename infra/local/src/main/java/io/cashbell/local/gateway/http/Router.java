package io.cashbell.local.gateway.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds who answers; limits bodies; turns what went wrong into an answer that shows no inside. */
public final class Router {
    private static final Logger log = LoggerFactory.getLogger(Router.class);

    /** Far above the longest request of any gateway here. */
    public static final int LONGEST_BODY = 64 * 1024;

    private final List<Route> routes = new ArrayList<>();
    private final ErrorPage errorPage;

    /** How a refusal of HTTP itself looks. */
    @FunctionalInterface
    public interface ErrorPage {
        Reply of(String path, int status, String message);
    }

    private record Route(String method, List<String> segments, Handler handler) {}

    public Router(ErrorPage errorPage) {
        this.errorPage = errorPage;
    }

    /**
     * Adds a route.
     *
     * @param pattern such as {@code /ecpay/trade/{number}/pay}; the last of several matching routes
     *     never wins over an earlier one
     */
    public Router on(String method, String pattern, Handler handler) {
        routes.add(new Route(method, segments(pattern), handler));
        return this;
    }

    /**
     * Whatever goes wrong is an answer too.
     *
     * @param target path and query as they came
     * @param headers found by any spelling of their names
     * @param body null when there is none
     */
    Reply answer(
            String method,
            String target,
            Map<String, List<String>> headers,
            @Nullable InputStream body) {
        URI uri;
        try {
            uri = new URI(target);
        } catch (URISyntaxException e) {
            return errorPage.of("/", 400, "The address is not well formed.");
        }
        // An address like //x has no path of its own.
        var path = uri.getPath() == null || uri.getPath().isEmpty() ? "/" : uri.getPath();
        try {
            return find(method.equals("HEAD") ? "GET" : method, uri, path, headers, body);
        } catch (HttpRefusal refusal) {
            return errorPage.of(path, refusal.status(), refusal.shown());
        } catch (Exception e) {
            log.atError().setCause(e).addKeyValue("path", path).log("The sandbox could not answer");
            return errorPage.of(path, 500, "The sandbox itself failed; its log says why.");
        }
    }

    private Reply find(
            String method,
            URI uri,
            String path,
            Map<String, List<String>> headers,
            @Nullable InputStream body)
            throws Exception {
        var segments = segments(path);
        var others = new TreeSet<String>();
        for (var route : routes) {
            var variables = match(route.segments(), segments);
            if (variables == null) {
                continue;
            }
            if (!route.method().equals(method)) {
                others.add(route.method());
                continue;
            }
            return route.handler().answer(new Request(method, uri, variables, headers, read(body)));
        }
        if (others.isEmpty()) {
            throw new HttpRefusal(404, "There is nothing at " + path + ".");
        }
        return errorPage
                .of(path, 405, path + " answers " + String.join(", ", others) + " only.")
                .with("Allow", String.join(", ", others));
    }

    private static byte[] read(@Nullable InputStream in) throws IOException {
        if (in == null) {
            return new byte[0];
        }
        var body = in.readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            throw new HttpRefusal(413, "The request is longer than " + LONGEST_BODY + " bytes.");
        }
        return body;
    }

    private static @Nullable Map<String, String> match(List<String> pattern, List<String> path) {
        if (pattern.size() != path.size()) {
            return null;
        }
        var variables = new HashMap<String, String>();
        for (int i = 0; i < pattern.size(); i++) {
            var expected = pattern.get(i);
            if (expected.startsWith("{")) {
                variables.put(expected.substring(1, expected.length() - 1), path.get(i));
            } else if (!expected.equals(path.get(i))) {
                return null;
            }
        }
        return variables;
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }
}
