package io.cashbell.payment.gateway.ecpay;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What ECPay's server answers to a question: signed text, {@code a=b&c=d}. */
final class EcpayAnswer {

    private EcpayAnswer() {}

    /**
     * ECPay sends and signs the values as they are: decoded as a form, a plus in a product's name
     * would turn into a space and the signature would never hold. Only where it does not hold over
     * the raw values are they decoded.
     *
     * @return empty where neither reading is signed
     */
    static Optional<Map<String, String>> read(String text, EcpayAuth auth) {
        return fields(text, false)
                .filter(fields -> isSigned(fields, auth))
                .or(() -> fields(text, true).filter(fields -> isSigned(fields, auth)));
    }

    private static boolean isSigned(Map<String, String> fields, EcpayAuth auth) {
        return auth.verify(fields, fields.getOrDefault(EcpayAuth.FIELD, ""));
    }

    /** Empty where a name stands twice: such an answer can be read in two ways. */
    private static Optional<Map<String, String>> fields(String text, boolean decoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String part : text.strip().split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                return Optional.empty();
            }
            String value = part.substring(equals + 1);
            try {
                String read = decoded ? URLDecoder.decode(value, StandardCharsets.UTF_8) : value;
                if (fields.put(part.substring(0, equals), read) != null) {
                    return Optional.empty();
                }
            } catch (IllegalArgumentException notEncoded) {
                return Optional.empty();
            }
        }
        return Optional.of(fields);
    }
}
