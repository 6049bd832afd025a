package io.cashbell.order.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.cashbell.web.problem.CommonProblem;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

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
        } catch (JsonProcessingException e) {
            throw CommonProblem.INVALID_REQUEST.because(
                    "The body is not one JSON object that names each member once.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
