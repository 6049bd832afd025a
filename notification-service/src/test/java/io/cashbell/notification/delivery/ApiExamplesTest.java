package io.cashbell.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.notification.NotificationId;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The examples of the API's description show what the service could answer. */
class ApiExamplesTest {
    private static final JsonNode EXAMPLES = read("META-INF/swagger/examples.yml");

    @Test
    void aMailIsNamedByItsOrderAndItsEvent() {
        assertThat(mails())
                .allSatisfy(
                        mail ->
                                assertThat(NotificationId.parse(mail.path("id").asText()))
                                        .map(NotificationId::orderId)
                                        .hasValue(mail.path("orderId").asText()));
    }

    @Test
    void addressesAreMaskedAsWeMaskThem() {
        assertThat(mails())
                .allSatisfy(
                        mail -> assertThat(mail.at("/to/0").asText()).matches("\\w…@example.com"));
        assertThat(EXAMPLES.at("/LiftedView/address").asText()).matches("\\w…@example.com");
    }

    @Test
    void whyAMailWasNotTakenIsSaidInOurWords() {
        assertThat(mails())
                .allSatisfy(
                        mail ->
                                assertThat(mail.path("lastError").asText())
                                        .isEqualTo(
                                                SmtpFailure.of(new ConnectException())
                                                        .getMessage()));
    }

    private static List<JsonNode> mails() {
        return List.of(
                EXAMPLES.path("NotificationView"),
                EXAMPLES.path("NotificationView.Page").at("/items/0"));
    }

    private static JsonNode read(String resource) {
        try (InputStream in =
                ApiExamplesTest.class.getClassLoader().getResourceAsStream(resource)) {
            return new ObjectMapper().valueToTree(new Yaml().load(in));
        } catch (IOException e) {
            throw new IllegalStateException(resource, e);
        }
    }
}
