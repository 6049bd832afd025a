package io.cashbell.messaging.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventCodecTest {
    private final CloudEventCodec codec = new CloudEventCodec(new ObjectMapper());

    private CloudEvent rung() {
        return new CloudEvent(
                "e1",
                "/clock-service",
                "bell.rung.v1",
                "bell-7",
                Instant.parse("2026-01-02T03:04:05.678Z"),
                3,
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "e0",
                codec.data(Map.of("loud", true)));
    }

    @Test
    void anEventIsReadAsItWasWritten() {
        assertThat(codec.decode(codec.encode(rung()))).isEqualTo(rung());
    }

    @Test
    void theSameEventIsAlwaysTheSameText() {
        assertThat(codec.encode(codec.decode(codec.encode(rung()))))
                .isEqualTo(codec.encode(rung()));
    }

    @Test
    void membersThatNobodyKnowsAreIgnored() {
        String text = codec.encode(rung()).replaceFirst("\\{", "{\"later\":{\"x\":1},");
        assertThat(codec.decode(text)).isEqualTo(rung());
    }

    @ParameterizedTest
    @ValueSource(strings = {"specversion", "id", "source", "type", "subject", "time", "data"})
    void aMessageWithoutARequiredAttributeIsRefusedByName(String attribute) {
        String text = codec.encode(rung()).replace('"' + attribute + '"', "\"renamed\"");
        assertThatThrownBy(() -> codec.decode(text))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining(attribute);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "12", "\"text\"", "{", "<xml/>", "\u0000"})
    void whatIsNoJsonObjectIsRefused(String text) {
        assertThatThrownBy(() -> codec.decode(text)).isInstanceOf(MalformedEventException.class);
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        String text = codec.encode(rung()).replace("2026-01-02T03:04:05.678Z", "yesterday");
        assertThatThrownBy(() -> codec.decode(text)).hasMessageContaining("time");
    }
}
