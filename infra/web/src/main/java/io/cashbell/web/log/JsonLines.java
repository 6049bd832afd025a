package io.cashbell.web.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * One flat JSON object per event: {@code time}, {@code level}, {@code logger}, {@code message},
 * then the event's key values and the logging context by their own names, so that a query says
 * {@code orderId = "…"} and not where in a list it stands. Numbers and booleans stay such. A stack
 * trace is text under {@code error}.
 *
 * <p>Named in logback.xml.
 */
public final class JsonLines extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = new byte[0];
    private static final int USUAL_LENGTH = 384;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        var line = new StringBuilder(USUAL_LENGTH);
        line.append("{\"time\":\"").append(Instant.ofEpochMilli(event.getTimeStamp()));
        line.append("\",\"level\":\"").append(event.getLevel()).append('"');
        member(line, "logger", event.getLoggerName());
        member(line, "message", event.getFormattedMessage());
        var pairs = event.getKeyValuePairs();
        if (pairs != null) {
            for (var pair : pairs) {
                member(line, pair.key, pair.value);
            }
        }
        for (var entry : event.getMDCPropertyMap().entrySet()) {
            addUnlessSaid(line, entry, pairs == null ? List.of() : pairs);
        }
        if (event.getThrowableProxy() != null) {
            member(line, "error", ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        return line.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    private static void addUnlessSaid(
            StringBuilder line, Map.Entry<String, String> entry, List<KeyValuePair> pairs) {
        for (var pair : pairs) {
            if (pair.key.equals(entry.getKey())) {
                return;
            }
        }
        member(line, entry.getKey(), entry.getValue());
    }

    private static void member(StringBuilder line, String name, @Nullable Object value) {
        line.append(',');
        quote(line, name);
        line.append(':');
        switch (value) {
            case null -> line.append("null");
            case Integer number -> line.append(number.intValue());
            case Long number -> line.append(number.longValue());
            case Boolean bool -> line.append(bool.booleanValue());
            default -> quote(line, value.toString());
        }
    }

    private static void quote(StringBuilder line, String text) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> line.append("\\\"");
                case '\\' -> line.append("\\\\");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (c < ' ') {
                        line.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
                    } else {
                        line.append(c);
                    }
                }
            }
        }
        line.append('"');
    }
}
