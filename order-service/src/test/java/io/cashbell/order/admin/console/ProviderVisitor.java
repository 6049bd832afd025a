package io.cashbell.order.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.order.admin.account.ProviderSettings;
import io.cashbell.order.fakes.FakeProvider;
import io.cashbell.order.fakes.Shop;
import io.cashbell.web.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A browser that keeps every cookie and goes to the provider where it is sent there. */
final class ProviderVisitor {
    private final Shop shop;
    private final Map<String, String> cookies;

    ProviderVisitor(Shop shop) {
        this(shop, Map.of());
    }

    ProviderVisitor(Shop shop, Map<String, String> cookies) {
        this.shop = shop;
        this.cookies = new TreeMap<>(cookies);
    }

    /** The settings of a service whose people sign in there. */
    static Map<String, Object> properties(String issuer) {
        Settings settings =
                Settings.of(
                        Map.of(
                                "CONSOLE_OIDC_ISSUER",
                                issuer,
                                "CONSOLE_OIDC_CLIENT_ID",
                                FakeProvider.CLIENT,
                                "CONSOLE_OIDC_CLIENT_SECRET",
                                FakeProvider.SECRET,
                                "CONSOLE_OIDC_NAME",
                                "Example ID",
                                "CONSOLE_OIDC_ROLES",
                                "owners:owner, money:finance,shop:staff:operator"));
        Map<String, Object> properties =
                new HashMap<>(
                        ProviderSettings.read(settings, URI.create("https://api.shop.example/")));
        assertThat(settings.problems()).isEmpty();
        properties.put("admin.secure-cookies", "false");
        return properties;
    }

    Map<String, String> kept() {
        return Map.copyOf(cookies);
    }

    HttpResponse<String> see(String path) {
        return kept(shop.send(request(path).GET()));
    }

    HttpResponse<String> see(URI address) {
        return see(address.getRawPath() + "?" + address.getRawQuery());
    }

    HttpResponse<String> submit(String path) {
        return kept(
                shop.send(
                        request(path)
                                .header("Sec-Fetch-Site", "same-origin")
                                .POST(HttpRequest.BodyPublishers.noBody())));
    }

    HttpResponse<String> signIn(String to) {
        return see(authorize(to));
    }

    /** Goes to the provider and signs in there; gives the way back. */
    URI authorize(String to) {
        HttpResponse<String> way = see("/admin/sign-in/provider?to=" + to);
        assertThat(way.statusCode()).as(way.body()).isEqualTo(302);
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> there =
                    http.send(
                            HttpRequest.newBuilder(FakeProvider.location(way)).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(there.statusCode()).isEqualTo(302);
            return FakeProvider.location(there);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                shop.request(path, "Accept", "text/html", "Accept-Language", "en");
        String kept =
                cookies.entrySet().stream()
                        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                        .collect(Collectors.joining("; "));
        return kept.isEmpty() ? request : request.header("Cookie", kept);
    }

    private HttpResponse<String> kept(HttpResponse<String> response) {
        for (String set : response.headers().allValues("Set-Cookie")) {
            String[] pair = set.substring(0, set.indexOf(';')).split("=", 2);
            if (set.contains("Max-Age=0;") || set.endsWith("Max-Age=0")) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
        return response;
    }
}
