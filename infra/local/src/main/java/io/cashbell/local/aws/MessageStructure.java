package io.cashbell.local.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A message that says something else to each protocol ({@code MessageStructure=json}). */
final class MessageStructure {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MessageStructure() {}

    static String forQueues(String message) {
        JsonNode all;
        try {
            all = JSON.readTree(message);
        } catch (JsonProcessingException malformed) {
            throw SnsException.invalid("Message Structure - JSON message body failed to parse");
        }
        if (!all.path("default").isTextual()) {
            throw SnsException.invalid("Message Structure - No default entry in JSON message body");
        }
        return all.path("sqs").asText(all.path("default").asText());
    }
}
