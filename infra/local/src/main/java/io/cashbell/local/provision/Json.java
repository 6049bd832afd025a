package io.cashbell.local.provision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether two attributes say the same, however each is spelled: policies are JSON. */
final class Json {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Json() {}

    static boolean same(@Nullable String left, @Nullable String right) {
        if (Objects.equals(left, right)) {
            return true;
        }
        if (left == null || right == null || !left.startsWith("{")) {
            return false;
        }
        try {
            return JSON.readTree(normal(left)).equals(JSON.readTree(normal(right)));
        } catch (JsonProcessingException notJson) {
            return false;
        }
    }

    /** AWS answers a count as a number or as text, as it likes. */
    private static String normal(String json) {
        return json.replaceAll("(\"maxReceiveCount\"\\s*:\\s*)\"(\\d+)\"", "$1$2");
    }
}
