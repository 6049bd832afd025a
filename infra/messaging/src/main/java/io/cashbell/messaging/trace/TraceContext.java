package io.cashbell.messaging.trace;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Where in a distributed trace we are (W3C Trace Context, level 1). Kept in the logging context
 * under {@link #TRACE_ID} and {@link #SPAN_ID}, so that each log line names its trace.
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero
 * @param spanId 16 lower-case hexadecimal digits, not all zero
 */
public record TraceContext(String traceId, String spanId, boolean sampled) {
    public static final String TRACE_ID = "traceId";
    public static final String SPAN_ID = "spanId";

    private static final Pattern HEADER =
            Pattern.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    private static final HexFormat HEX = HexFormat.of();

    /** A new trace. */
    public static TraceContext start() {
        return new TraceContext(randomHex(16), randomHex(8), true);
    }

    /** Reads a {@code traceparent} header; empty if it is absent or not valid. */
    public static Optional<TraceContext> parse(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        var match = HEADER.matcher(header);
        if (!match.matches() || isZero(match.group(1)) || isZero(match.group(2))) {
            return Optional.empty();
        }
        boolean sampled = (Integer.parseInt(match.group(3), 16) & 1) == 1;
        return Optional.of(new TraceContext(match.group(1), match.group(2), sampled));
    }

    /** The trace of the running request or message; a new one where there is none. */
    public static TraceContext current() {
        String trace = MDC.get(TRACE_ID);
        String span = MDC.get(SPAN_ID);
        return trace == null || span == null ? start() : new TraceContext(trace, span, true);
    }

    /** The next step of the same trace. */
    public TraceContext child() {
        return new TraceContext(traceId, randomHex(8), sampled);
    }

    public String traceparent() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }

    /** What the logging context holds while this is the current trace. */
    public Map<String, String> asLoggingContext() {
        return Map.of(TRACE_ID, traceId, SPAN_ID, spanId);
    }

    private static boolean isZero(String hex) {
        return hex.chars().allMatch(digit -> digit == '0');
    }

    private static String randomHex(int bytes) {
        byte[] random = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(random);
        random[0] |= 1; // never all zero
        return HEX.formatHex(random);
    }
}
