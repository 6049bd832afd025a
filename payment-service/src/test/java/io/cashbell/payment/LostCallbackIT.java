package io.cashbell.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.gateway.GatewaySandbox;
import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.messaging.item.Values;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import io.cashbell.payment.PaymentState.Confirmed;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** ECPay never calls back: whoever has paid is found paid by asking. */
@Timeout(120)
@ExtendWith(BackendExtension.class)
class LostCallbackIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern FIELD =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

    private final GatewaySandbox sandbox = GatewaySandbox.start(0, null, Map.of());
    private final LiveShop shop;

    LostCallbackIT(Resources resources) {
        this.shop =
                LiveShop.open(
                        resources,
                        Map.of(
                                "ECPAY_BASE_URL",
                                sandbox("/ecpay").toString(),
                                "reconciliation.every",
                                "300ms"));
    }

    @AfterEach
    void stop() {
        shop.close();
        sandbox.close();
    }

    @Test
    @Tag("S2-13")
    void whoeverHasPaidIsFoundPaid() throws Exception {
        OrderId order = new OrderId(EventIds.next());
        shop.publish(shop.placed(order));
        LiveShop.until("it is kept", () -> shop.bean(Payments.class).find(order).isPresent());
        Map<String, String> form = form(order);
        post(
                sandbox("/ecpay/Cashier/AioCheckOut/V5"),
                encoded(form),
                "application/x-www-form-urlencoded");
        due(order);
        LiveShop.until("it was asked, and is not paid", () -> looksAhead(order));
        assertThat(shop.payment(order).state()).isInstanceOf(AwaitingCustomer.class);

        post(
                sandbox("/control/ecpay/trades/" + form.get("MerchantTradeNo") + "/pay"),
                "{\"callbacks\": 0}",
                "application/json");
        due(order);

        LiveShop.until("it is found paid", () -> shop.payment(order).state() instanceof Confirmed);
        LiveShop.until("the shop is told", () -> told(order) == 1);
        assertThat(shop.item(order)).doesNotContainKeys("dueShard", "dueAt");
    }

    /** Somebody has to look now, instead of in a few minutes. */
    private void due(OrderId order) {
        shop.bean(Payments.class).lookAgain(order, Instant.now().minusSeconds(1));
    }

    private boolean looksAhead(OrderId order) {
        return Values.number(shop.item(order), "dueAt") > Instant.now().toEpochMilli();
    }

    private long told(OrderId order) {
        try {
            return shop.told().stream().filter(event -> isConfirmation(event, order)).count();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static boolean isConfirmation(JsonNode event, OrderId order) {
        return event.at("/subject").asText().equals(order.value())
                && event.at("/type").asText().equals("payment.confirmed.v1");
    }

    private Map<String, String> form(OrderId order) throws IOException, InterruptedException {
        String page = shop.get("/checkout/" + order + "?token=" + PaymentFixtures.TOKEN).body();
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(page);
        while (field.find()) {
            fields.put(field.group(1), field.group(2));
        }
        assertThat(fields).as(page).containsKey("MerchantTradeNo");
        return fields;
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(
                        field ->
                                field.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static void post(URI address, String body, String type)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                HTTP.send(
                        HttpRequest.newBuilder(address)
                                .header("Content-Type", type)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    }

    private URI sandbox(String path) {
        return URI.create("http://localhost:" + sandbox.port() + path);
    }
}
