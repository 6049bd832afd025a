package io.cashbell.web.trace;

import io.cashbell.messaging.trace.TraceContext;
import io.cashbell.web.log.Unloggable;
import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each request a place in a W3C trace and an id, in the log of whatever thread works on it
 * and in every answer, errors included. Writes the one access line.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TraceFilter {

    private static final Logger log = LoggerFactory.getLogger(TraceFilter.class);
    private static final String TRACEPARENT = "traceparent";
    private static final String REQUEST_ID = "X-Request-Id";
    private static final String ATTRIBUTE = TraceFilter.class.getName();

    @RequestFilter
    void begin(HttpRequest<?> request, MutablePropagatedContext context) {
        var served = Served.from(request);
        request.setAttribute(ATTRIBUTE, served);
        context.add(new MdcPropagationContext(served.logged()));
    }

    @ResponseFilter
    void end(HttpRequest<?> request, MutableHttpResponse<?> response) {
        var served =
                request.getAttribute(ATTRIBUTE, Served.class).orElseGet(() -> Served.from(request));
        response.getHeaders().set(REQUEST_ID, served.requestId());
        response.getHeaders().set(TRACEPARENT, served.trace().traceparent());
        if (log.isInfoEnabled() && !isProbe(request.getPath())) {
            log.atInfo()
                    .addKeyValue("method", request.getMethodName())
                    .addKeyValue("path", Unloggable.path(request))
                    .addKeyValue("status", response.code())
                    .addKeyValue("millis", (System.nanoTime() - served.startedNanos()) / 1_000_000)
                    .log("Request served");
        }
    }

    /** Asked every few seconds by machines; nobody reads a line about it. */
    private static boolean isProbe(String path) {
        return path.startsWith("/health") || path.equals("/prometheus");
    }

    private record Served(TraceContext trace, String requestId, long startedNanos) {

        static Served from(HttpRequest<?> request) {
            var headers = request.getHeaders();
            var trace =
                    Optional.ofNullable(headers.get(TRACEPARENT))
                            .flatMap(TraceContext::parse)
                            .map(TraceContext::child)
                            .orElseGet(TraceContext::start);
            return new Served(trace, RequestIds.of(headers.get(REQUEST_ID)), System.nanoTime());
        }

        Map<String, String> logged() {
            return Map.of(
                    "traceId", trace.traceId(), "spanId", trace.spanId(), "requestId", requestId);
        }
    }
}
