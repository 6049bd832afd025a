package io.cashbell.order.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.order.fakes.Shop;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageControllerTest {
    private static final Shop SHOP = Shop.open();

    @AfterAll
    static void close() {
        SHOP.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html",
        "/en/, text/html",
        "/products/tea-oolong, text/html",
        "/checkout, text/html",
        "/result?order=x, text/html",
        "/shop.css, text/css",
        "/scripts/api.js, text/javascript",
        "/scripts/words/en.js, text/javascript",
        "/favicon.svg, image/svg+xml",
        "/images/tea-oolong.svg, image/svg+xml"
    })
    @Tag("S4-28")
    void eachFileComesWithItsTypeATagAndAStrictPolicy(String path, String type) {
        HttpResponse<String> response = SHOP.get(path, "Accept", "*/*");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(sent -> assertThat(sent).startsWith(type));
        assertThat(response.headers().firstValue("Cache-Control")).isPresent();
        assertThat(response.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(
                        policy ->
                                assertThat(policy)
                                        .contains("default-src 'none'", "script-src 'self'")
                                        .doesNotContain("unsafe"));
        String tag = response.headers().firstValue("ETag").orElseThrow();
        assertThat(SHOP.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/none",
                "/none.html",
                "/scripts/none.js",
                "/scripts/../application.yml",
                "/scripts/..%2f..%2fapplication.yml",
                "/images/%2e%2e/index.html",
                "/application.yml",
                "/logback.xml",
                "/scripts/"
            })
    void nothingElseIsGivenAway(String path) {
        HttpResponse<String> response = SHOP.get(path, "Accept", "application/json");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("urn:cashbell:problem:");
    }

    @Test
    void peopleWhoFollowAnOldLinkSeeAPage() {
        HttpResponse<String> page = SHOP.get("/old/link", "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).startsWithIgnoringCase("<!doctype html>");
        assertThat(SHOP.get("/api/none", "Accept", "text/html").body()).startsWith("{");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health",
                "/health/liveness",
                "/health/readiness",
                "/prometheus",
                "/openapi",
                "/docs"
            })
    @Tag("S4-52")
    void operatorsFindWhatEveryServiceHas(String path) {
        assertThat(SHOP.get(path).statusCode()).isIn(200, 302, 303, 308);
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
    void whatTheFrameworkOffersBesidesIsNotThere(String path) {
        assertThat(SHOP.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void theApiDocumentIsValid() {
        assertThat(new OpenAPIV3Parser().readContents(SHOP.get("/openapi").body()).getMessages())
                .isEmpty();
    }

    @Test
    void theApiIsDescribed() {
        assertThat(SHOP.get("/openapi").body())
                .contains(
                        "/api/site:",
                        "/api/products:",
                        "/api/orders:",
                        "/api/orders/{orderId}:",
                        "/api/orders/{orderId}/events:",
                        // Of the commands this one: on the class path of tests stands a document
                        // of their own, with the rooms that have tests.
                        "/api/admin/orders/{orderId}/note:",
                        "Idempotency-Key",
                        "PlaceOrder")
                // The pages are no API.
                .doesNotContain("\n  /admin");
    }
}
