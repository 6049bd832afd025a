package io.cashbell.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.gateway.GatewaySandbox;
import io.cashbell.payment.event.Contracts;
import io.cashbell.payment.gateway.ecpay.EcpayFixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The gateway sandbox as ECPay, and the buyer in front of its page. */
final class EcpaySandbox implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern FIELD =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");
    private static final String JSON = "application/json";

    private final GatewaySandbox sandbox;

    EcpaySandbox() {
        this(Map.of());
    }

    /** As a shop with another contract sees it; see infra/local for the variables. */
    EcpaySandbox(Map<String, String> environment) {
        this.sandbox = GatewaySandbox.start(0, null, environment);
    }

    String baseUrl() {
        return at("/ecpay").toString();
    }

    /** The buyer follows the shop's form to ECPay's page. */
    AttemptNumber open(LiveShop shop, OrderId order) throws IOException, InterruptedException {
        return open(shop, "/checkout/" + order + "?token=" + PaymentFixtures.TOKEN);
    }

    /** The same for a buyer who pays another way than they ordered. */
    AttemptNumber open(LiveShop shop, OrderId order, PaymentMethod other)
            throws IOException, InterruptedException {
        return open(
                shop,
                "/checkout/" + order + "?token=" + PaymentFixtures.TOKEN + "&method=" + other);
    }

    private AttemptNumber open(LiveShop shop, String link)
            throws IOException, InterruptedException {
        String page = shop.get(link).body();
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(page);
        while (field.find()) {
            fields.put(field.group(1), field.group(2));
        }
        String number = fields.getOrDefault("MerchantTradeNo", "");
        assertThat(number).as(page).isNotEmpty();
        post("/ecpay/Cashier/AioCheckOut/V5", EcpayFixtures.form(fields), EcpayFixtures.FORM);
        return new AttemptNumber(number);
    }

    /** What a buyer's button does to the trade, such as {@code issue} or {@code pay}. */
    void command(AttemptNumber number, String command, String options)
            throws IOException, InterruptedException {
        post("/control/ecpay/trades/" + number.value() + "/" + command, options, JSON);
    }

    /** How ECPay sees the trade. */
    JsonNode trade(AttemptNumber number) {
        try {
            return Contracts.JSON.readTree(
                    send(HttpRequest.newBuilder(at("/control/ecpay/trades/" + number.value()))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The gateways' clock goes on; callbacks come due. */
    void advance(long seconds) throws IOException, InterruptedException {
        post("/control/clock", "{\"advanceSeconds\": " + seconds + "}", JSON);
    }

    private void post(String path, String body, String type)
            throws IOException, InterruptedException {
        send("POST", path, body, type);
    }

    /** The sandbox has its controls; {@code path} such as {@code /control/ecpay/balance}. */
    void control(String method, String path, String body) throws IOException, InterruptedException {
        send(method, path, body, JSON);
    }

    private void send(String method, String path, String body, String type)
            throws IOException, InterruptedException {
        send(
                HttpRequest.newBuilder(at(path))
                        .header("Content-Type", type)
                        .method(method, BodyPublishers.ofString(body)));
    }

    private static String send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return answer.body();
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + sandbox.port() + path);
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
