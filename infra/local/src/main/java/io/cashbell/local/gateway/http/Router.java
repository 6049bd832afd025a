package io.cashbell.local.gateway.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds who answers; limits bodies; turns what went wrong into an answer that shows no inside. */
public final class Router implements HttpHandler {
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

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var reply = answer(exchange);
            if (reply.delivery() == Reply.Delivery.NONE) {
                // Closed before a status was sent, an exchange ends its connection.
                return;
            }
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            // No payment page may be framed (ecpay.md section 1), and nothing here loads from
            // elsewhere. Forms do go elsewhere: back to the shop.
            exchange.getResponseHeaders()
                    .set(
                            "Content-Security-Policy",
                            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
                                    + " base-uri 'none'; frame-ancestors 'none'");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            var body = reply.body();
            if (reply.delivery() == Reply.Delivery.HALF) {
                exchange.sendResponseHeaders(reply.status(), body.length);
                exchange.getResponseBody().write(body, 0, body.length / 2);
                exchange.getResponseBody().flush();
            } else if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
                exchange.sendResponseHeaders(reply.status(), -1);
            } else {
                exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
                if (body.length > 0) {
                    exchange.getResponseBody().write(body);
                }
            }
        }
    }

    private Reply answer(HttpExchange exchange) {
        var path = exchange.getRequestURI().getPath();
        try {
            return find(exchange, path);
        } catch (HttpRefusal refusal) {
            return errorPage.of(path, refusal.status(), refusal.shown());
        } catch (Exception e) {
            log.atError().setCause(e).addKeyValue("path", path).log("The sandbox could not answer");
            return errorPage.of(path, 500, "The sandbox itself failed; its log says why.");
        }
    }

    private Reply find(HttpExchange exchange, String path) throws Exception {
        var method =
                exchange.getRequestMethod().equals("HEAD") ? "GET" : exchange.getRequestMethod();
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
            return route.handler()
                    .answer(
                            new Request(
                                    method,
                                    exchange.getRequestURI(),
                                    variables,
                                    exchange.getRequestHeaders(),
                                    read(exchange)));
        }
        if (others.isEmpty()) {
            throw new HttpRefusal(404, "There is nothing at " + path + ".");
        }
        return errorPage
                .of(path, 405, path + " answers " + String.join(", ", others) + " only.")
                .with("Allow", String.join(", ", others));
    }

    private static byte[] read(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
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
