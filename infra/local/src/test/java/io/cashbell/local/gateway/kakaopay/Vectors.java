package io.cashbell.local.gateway.kakaopay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** {@code gateway/kakaopay/kakaopay.json}; its README says where that is from. */
final class Vectors {
    private static final JsonNode ALL = read();

    private Vectors() {}

    static JsonNode at(String pointer) {
        var found = ALL.at(pointer);
        if (found.isMissingNode()) {
            throw new IllegalArgumentException("no vector " + pointer);
        }
        return found;
    }

    /** One that a test may change. */
    static ObjectNode copy(String pointer) {
        return at(pointer).deepCopy();
    }

    private static JsonNode read() {
        try (var in = Vectors.class.getResourceAsStream("/gateway/kakaopay/kakaopay.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
