package io.cashbell.local.gateway.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An application/x-www-form-urlencoded body, decoded once as UTF-8 and otherwise left as it came:
 * empty values are kept, nothing is trimmed.
 *
 * @param repeated names that came more than once; the last value stands in {@code values}
 */
public record Form(Map<String, String> values, List<String> repeated) {

    /** No payment form has nearly as many; more is an attack on the decoder. */
    private static final int MOST_FIELDS = 500;

    public static Form decode(String body) {
        var values = new LinkedHashMap<String, String>();
        var repeated = new ArrayList<String>();
        int from = 0;
        while (from < body.length()) {
            int end = body.indexOf('&', from);
            if (end < 0) {
                end = body.length();
            }
            if (end > from) {
                var pair = body.substring(from, end);
                int equals = pair.indexOf('=');
                var name = decodeOnce(equals < 0 ? pair : pair.substring(0, equals));
                var value = equals < 0 ? "" : decodeOnce(pair.substring(equals + 1));
                if (values.put(name, value) != null) {
                    repeated.add(name);
                }
                if (values.size() > MOST_FIELDS) {
                    throw new HttpRefusal(413, "more than " + MOST_FIELDS + " form fields");
                }
            }
            from = end + 1;
        }
        return new Form(values, List.copyOf(repeated));
    }

    public static String encode(Map<String, String> fields) {
        var body = new StringBuilder(512);
        fields.forEach(
                (name, value) -> {
                    if (!body.isEmpty()) {
                        body.append('&');
                    }
                    body.append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                            .append('=')
                            .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
                });
        return body.toString();
    }

    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    private static String decodeOnce(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new HttpRefusal(400, "the form is not well encoded: " + malformed.getMessage());
        }
    }
}
