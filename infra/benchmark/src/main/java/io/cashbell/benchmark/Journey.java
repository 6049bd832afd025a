package io.cashbell.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.process.Service;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One buyer: places an order, goes to the gateway's page and pays there. */
final class Journey {
    private static final Duration THINK = Duration.ofMillis(400);
    private static final int RELOADS = 10;
    private static final String ORDER =
            """
            {"items": [{"productId": "tea-oolong", "quantity": 2}],
             "currency": "TWD",
             "buyer": {"name": "王小明", "phone": "0912345678", "email": "buyer@example.com"},
             "shipTo": {"recipient": "王小明", "line1": "忠孝東路一段 1 號", "city": "臺北市",
                        "postalCode": "100", "country": "TW"},
             "paymentMethod": "ecpay-credit",
             "locale": "zh-TW"}
            """;
    private static final Pattern FIELD =
            Pattern.compile("<input[^>]*name=\"([^\"]+)\"[^>]*value=\"([^\"]*)\"");
    private static final Pattern ACTION = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");

    /**
     * What a buyer has gone through.
     *
     * @param placedNanos time from sending the order to its answer
     * @param checkoutNanos time from asking for the payment page to its answer
     */
    record Placed(
            String orderId, String token, String tradeNo, long placedNanos, long checkoutNanos) {}

    private final Shop shop;
    private final Http http;

    Journey(Shop shop, Http http) {
        this.shop = shop;
        this.http = http;
    }

    /**
     * Returns when the gateway has been told to take the money; its callback is then on its way.
     */
    Placed placeAndPay() throws IOException, InterruptedException {
        Placed placed = placeAndOpen();
        http.postForm(shop.sandbox().resolve("/ecpay/trade/" + placed.tradeNo() + "/pay"), "");
        return placed;
    }

    private Placed placeAndOpen() throws IOException, InterruptedException {
        long began = System.nanoTime();
        JsonNode order =
                http.postJson(
                        shop.of(Service.ORDER).resolve("/api/orders"),
                        ORDER,
                        UUID.randomUUID().toString());
        long placed = System.nanoTime();
        // A person's browser needs as long to follow the link; meanwhile the order's event travels.
        Thread.sleep(THINK);
        long visit = System.nanoTime();
        URI checkout = URI.create(order.path("checkoutUrl").asText());
        String page = http.get(checkout);
        // Under more load than the machine bears the order's event is late, and a page says so.
        for (int reload = 1; !ACTION.matcher(page).find() && reload <= RELOADS; reload++) {
            page = http.get(URI.create(checkout + "&reload=" + reload));
        }
        long open = System.nanoTime();
        Map<String, String> fields = fields(page);
        http.postForm(action(page), form(fields));
        return new Placed(
                order.path("orderId").asText(),
                order.path("accessToken").asText(),
                fields.getOrDefault("MerchantTradeNo", ""),
                placed - began,
                open - visit);
    }

    private static Map<String, String> fields(String page) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(page);
        while (field.find()) {
            fields.put(unescape(field.group(1)), unescape(field.group(2)));
        }
        return fields;
    }

    private static URI action(String page) throws IOException {
        Matcher action = ACTION.matcher(page);
        if (!action.find()) {
            throw new IOException("There is no form on the payment page");
        }
        return URI.create(unescape(action.group(1)));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(
                        field ->
                                URLEncoder.encode(field.getKey(), UTF_8)
                                        + '='
                                        + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String unescape(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
