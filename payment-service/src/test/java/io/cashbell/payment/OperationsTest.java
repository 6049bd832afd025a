package io.cashbell.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationsTest extends ServiceTest {

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/liveness", "/prometheus", "/openapi", "/docs"})
    @Tag("S4-52")
    void whatOperatorsLookAtIsThere(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(200);
    }

    /** Beans, threads and routes are nobody's business, and nobody stops the service from afar. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/beans",
                "/caches",
                "/env",
                "/heapdump",
                "/info",
                "/loggers",
                "/metrics",
                "/refresh",
                "/routes",
                "/stop",
                "/threaddump"
            })
    void whatTheFrameworkOffersBesidesIsNotThere(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/liveness", "/health/readiness"})
    void healthTellsStrangersNothingButItself(String path) throws Exception {
        assertThat(get(path).body()).matches("\\{\"status\":\"(UP|DOWN)\"}");
    }

    @Test
    void theApiDocumentIsValid() throws Exception {
        assertThat(new OpenAPIV3Parser().readContents(get("/openapi").body()).getMessages())
                .isEmpty();
    }

    @Test
    @Tag("S1-15")
    void theApiDocumentNamesEveryRoute() throws Exception {
        assertThat(get("/openapi").body())
                .contains(
                        "/checkout/{orderId}",
                        "/gateways/{gateway}/notify",
                        "/gateways/{gateway}/payment-info",
                        "/gateways/{gateway}/return");
    }

    @Test
    void everyAnswerCarriesItsTrace() throws Exception {
        HttpResponse<String> answer = get("/checkout/no.such.id");

        assertThat(answer.headers().firstValue("x-request-id")).isPresent();
        assertThat(answer.headers().firstValue("traceparent")).isPresent();
        assertThat(answer.statusCode()).isEqualTo(404);
    }
}
