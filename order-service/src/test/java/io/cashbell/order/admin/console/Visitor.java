package io.cashbell.order.admin.console;

import io.cashbell.order.fakes.Shop;
import java.net.HttpCookie;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A browser that keeps the console's cookies and says where its forms come from. */
final class Visitor {
    private final Shop shop;
    private final Map<String, String> cookies = new LinkedHashMap<>();

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
                                cookie() + "; cashbell-console-language=" + language)
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
        return cookies.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("; "));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                shop.request(path, "Accept", "text/html", "Accept-Language", "en");
        return cookies.isEmpty() ? request : request.header("Cookie", cookie());
    }

    private HttpResponse<String> kept(HttpResponse<String> response) {
        for (String set : response.headers().allValues("Set-Cookie")) {
            HttpCookie cookie = HttpCookie.parse(set).getFirst();
            if (cookie.hasExpired()) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        }
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
