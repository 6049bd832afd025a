package io.cashbell.local.gateway.wechatpay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.util.Objects;

/** The published vectors. */
final class Vectors {
    private static final JsonNode ALL = read();

    private Vectors() {}

    static KeyPair merchant() {
        return Rsa.keyPair(ALL.at("/merchant/private_key_pkcs8_base64").asText());
    }

    static KeyPair platform() {
        return Rsa.keyPair(ALL.at("/platform/private_key_pkcs8_base64").asText());
    }

    static JsonNode named(String name) {
        for (var vector : ALL.get("vectors")) {
            if (vector.get("name").asText().equals(name)) {
                return vector;
            }
        }
        throw new IllegalArgumentException("no vector " + name);
    }

    private static JsonNode read() {
        try (var in = Vectors.class.getResourceAsStream("/gateway/wechatpay/wechatpay.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
