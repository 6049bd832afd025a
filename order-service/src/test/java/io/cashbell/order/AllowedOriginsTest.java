package io.cashbell.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.order.fakes.Shop;
import io.cashbell.web.settings.AllowedOrigins;
import io.cashbell.web.settings.Settings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedOriginsTest {
    private static final String VARIABLE = "ORDER_ALLOWED_ORIGINS";
    private static final URI SERVICE = URI.create("http://localhost:8081");
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    @Test
    @Tag("S1-17")
    @Tag("S4-51")
    void aBrowserMayCallFromAConfiguredOriginAndFromNoOther() {
        String app = "http://localhost:3000";
        try (Shop shop = Shop.open(read("local", app, SERVICE))) {
            HttpResponse<String> preflight = preflight(shop, app);
            assertThat(preflight.statusCode()).isEqualTo(200);
            assertThat(preflight.headers().firstValue(ALLOWED)).contains(app);
            assertThat(preflight.headers().allValues("Access-Control-Allow-Methods")).isNotEmpty();
            assertThat(
                            String.join(
                                    ",",
                                    preflight.headers().allValues("Access-Control-Allow-Headers")))
                    .containsIgnoringCase("Idempotency-Key");
            assertThat(preflight.headers().firstValue("Access-Control-Allow-Credentials"))
                    .isEmpty();
            HttpResponse<String> site = shop.get("/api/site", "Origin", app);
            assertThat(site.statusCode()).isEqualTo(200);
            assertThat(site.headers().firstValue(ALLOWED)).contains(app);
            assertThat(site.headers().allValues("Vary")).contains("Origin");

            String other = "http://localhost:3001";
            assertThat(preflight(shop, other).headers().firstValue(ALLOWED)).isEmpty();
            assertThat(shop.get("/api/site", "Origin", other).headers().firstValue(ALLOWED))
                    .isEmpty();
        }
    }

    @Test
    void withoutAnySettingNoOtherOriginMay() {
        try (Shop shop = Shop.open(read("local", "", SERVICE))) {
            String other = "http://localhost:3000";
            assertThat(preflight(shop, other).headers().firstValue(ALLOWED)).isEmpty();
            assertThat(shop.get("/api/site", "Origin", other).headers().firstValue(ALLOWED))
                    .isEmpty();
        }
    }

    @Test
    void aStorefrontElsewhereMayWithoutBeingNamed() {
        assertThat(read("production", "", URI.create("https://shop.example/tea")))
                .containsEntry(
                        "micronaut.server.cors.configurations.frontends.allowed-origins",
                        List.of("https://shop.example"));
    }

    @ParameterizedTest
    @CsvSource({
        "production, '*', false",
        "staging, '*', true",
        "local, '*', true",
        "staging, 'https://a.example,*', false",
        "production, 'https://a.example, https://b.example:8443', true",
        "production, 'http://a.example', false",
        "local, 'http://localhost:3000', true",
        "production, 'https://a.example/', false",
        "production, 'https://a.example/path', false",
        "production, 'a.example', false",
        "production, 'https://', false"
    })
    void onlyOriginsAreTakenAndInProductionNamedOnes(
            String environment, String origins, boolean fine) {
        Settings settings = settings(environment, origins);
        AllowedOrigins.read(settings, VARIABLE, SERVICE, SERVICE);
        assertThat(settings.problems().isEmpty()).as("%s", settings.problems()).isEqualTo(fine);
        assertThat(settings.problems()).allMatch(line -> line.startsWith(VARIABLE));
    }

    private static HttpResponse<String> preflight(Shop shop, String origin) {
        return shop.send(
                shop.request("/api/orders")
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "POST")
                        .header("Access-Control-Request-Headers", "content-type,idempotency-key"));
    }

    private static Map<String, Object> read(String environment, String origins, URI storefront) {
        return new HashMap<>(
                AllowedOrigins.read(settings(environment, origins), VARIABLE, SERVICE, storefront));
    }

    private static Settings settings(String environment, String origins) {
        return Settings.of(Map.of("SHOP_ENVIRONMENT", environment, VARIABLE, origins));
    }
}
