package io.cashbell.order.request;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.cashbell.web.problem.CommonProblem;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Reads bodies strictly: nothing after the end, no member twice. */
@Singleton
public class JsonBodies {
    private final ObjectReader strict;

    JsonBodies(ObjectMapper json) {
        this.strict =
                json.reader()
                        .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    }

    /**
     * @throws io.cashbell.web.problem.ProblemException if it is no JSON
     */
    public JsonNode read(byte[] body) {
        try {
            return strict.readTree(body);
        } catch (IOException notJson) {
            // Also bytes that are no text, in whatever way they pretend to be written.
            throw CommonProblem.INVALID_REQUEST.because(
                    "The body is not one JSON object that names each member once.");
        }
    }
}
