package io.cashbell.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.TestInstance;

/** The service over HTTP, its payments in memory, no queue and no table near. */
@MicronautTest(environments = "fake")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ServiceTest implements TestPropertyProvider {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    @Inject EmbeddedServer server;

    @Override
    public Map<String, String> getProperties() {
        return Map.ofEntries(
                Map.entry("micronaut.server.port", "-1"),
                Map.entry("PAYMENT_TABLE", "payment-nowhere"),
                Map.entry("PAYMENT_PUBLIC_URL", "http://localhost:8082"),
                Map.entry("STOREFRONT_URL", "http://localhost:8081"),
                Map.entry("ECPAY_MERCHANT_ID", "3002607"),
                Map.entry("ECPAY_HASH_KEY", "pwFHCqoQZGmho4w6"),
                Map.entry("ECPAY_HASH_IV", "EkRm7iFT261dpevs"),
                Map.entry("ECPAY_BASE_URL", "http://localhost:8090/ecpay"),
                Map.entry("checkout.patience.limit", "600ms"),
                Map.entry("aws.region", "ap-northeast-1"));
    }

    protected static HttpClient client() {
        return CLIENT;
    }

    protected HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.getURL() + path))
                .timeout(Duration.ofSeconds(20));
    }

    protected HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    protected HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Waits for a condition, at most ten seconds. */
    protected static void until(BooleanSupplier happened) {
        long giveUp = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!happened.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it never happened").isLessThan(giveUp);
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
