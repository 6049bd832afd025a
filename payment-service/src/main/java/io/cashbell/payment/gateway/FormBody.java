package io.cashbell.payment.gateway;

import static io.cashbell.payment.gateway.RefusalReason.MALFORMED;
import static io.cashbell.payment.gateway.RefusalReason.REPEATED_NAME;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A form as a gateway signed it: every name once, in the order sent, values decoded and otherwise
 * untouched, empty ones kept. Whatever leaves room for two readings is refused, because a signature
 * over one reading must not vouch for the other.
 */
public final class FormBody {

    private static final int MAX_FIELDS = 200;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,50}");

    private FormBody() {}

    /** The fields of {@code body}, in its order. */
    public static SequencedMap<String, String> parse(byte[] body) throws RefusedCallbackException {
        LinkedHashMap<String, String> fields = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        int start = 0;
        while (start <= body.length) {
            int end = indexOf(body, '&', start, body.length);
            int equals = indexOf(body, '=', start, end);
            String name = decode(body, start, equals);
            if (!NAME.matcher(name).matches() || fields.size() == MAX_FIELDS) {
                throw new RefusedCallbackException(MALFORMED);
            }
            // Names that differ in case alone have no defined order in a sort that ignores case.
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw new RefusedCallbackException(REPEATED_NAME);
            }
            fields.put(name, decode(body, Math.min(equals + 1, end), end));
            start = end + 1;
        }
        return Collections.unmodifiableSequencedMap(fields);
    }

    private static int indexOf(byte[] body, char wanted, int from, int to) {
        int i = from;
        while (i < to && body[i] != wanted) {
            i++;
        }
        return i;
    }

    private static String decode(byte[] body, int from, int to) throws RefusedCallbackException {
        byte[] decoded = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            byte next = body[i];
            if (next == '+') {
                next = ' ';
            } else if (next == '%') {
                if (i + 2 >= to) {
                    throw new RefusedCallbackException(MALFORMED);
                }
                next = (byte) (digit(body[i + 1]) << 4 | digit(body[i + 2]));
                i += 2;
            }
            decoded[length++] = next;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decoded, 0, length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new RefusedCallbackException(MALFORMED);
        }
    }

    private static int digit(byte hex) throws RefusedCallbackException {
        int digit = Character.digit(hex, 16);
        if (digit < 0) {
            throw new RefusedCallbackException(MALFORMED);
        }
        return digit;
    }
}
