package io.cashbell.local.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cashbell.local.gateway.http.HttpRefusal;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;

/** What the control API takes and answers. */
public final class Json {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private Json() {}

    /**
     * The body; an empty one is {@code {}}.
     *
     * @throws HttpRefusal 400, when it is not JSON of that kind or holds a name that means nothing
     */
    public static <T> T read(Request request, Class<T> type) {
        var text = request.text();
        try {
            var value = MAPPER.readValue(text.isBlank() ? "{}" : text, type);
            if (value == null) {
                throw new HttpRefusal(400, "the body must be a JSON object");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new HttpRefusal(
                    400, "the body is not the JSON expected: " + e.getOriginalMessage());
        }
    }

    public static Reply reply(Object value) {
        try {
            return Reply.bytes(200, "application/json", MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a control answer cannot be written", e);
        }
    }
}
