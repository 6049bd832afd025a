package io.cashbell.order.admin.console;

import io.cashbell.order.fakes.Shop;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** A browser that keeps the console's cookie and says where its forms come from. */
final class Visitor {
    private final Shop shop;
    private String cookie = "";

    Visitor(Shop shop) {
        this.shop = shop;
    }

    HttpResponse<String> see(String path) {
        return kept(shop.send(request(path).GET()));
    }

    /** In another language than the browser's, once it was chosen. */
    HttpResponse<String> see(String path, String language) {
        return shop.send(
                shop.request(
                                path,
                                "Accept",
                                "text/html",
                                "Cookie",
                                cookie + "; cashbell-console-language=" + language)
                        .GET());
    }

    HttpResponse<String> submit(String path, Map<String, String> fields) {
        return submit(path, fields, "Sec-Fetch-Site", "same-origin");
    }

    HttpResponse<String> submit(String path, Map<String, String> fields, String... headers) {
        HttpRequest.Builder request =
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form(fields)));
        return kept(shop.send(headers.length == 0 ? request : request.headers(headers)));
    }

    HttpResponse<String> signIn(String email, String password) {
        return submit("/admin/sign-in", Map.of("email", email, "password", password));
    }

    String cookie() {
        return cookie;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                shop.request(path, "Accept", "text/html", "Accept-Language", "en");
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private HttpResponse<String> kept(HttpResponse<String> response) {
        response.headers()
                .firstValue("Set-Cookie")
                .ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
        return response;
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(
                        each ->
                                each.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
