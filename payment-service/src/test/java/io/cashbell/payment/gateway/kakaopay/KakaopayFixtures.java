package io.cashbell.payment.gateway.kakaopay;

import static io.cashbell.payment.PaymentFixtures.EXPIRES_AT;
import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.STARTED_AT;
import static io.cashbell.payment.PaymentFixtures.TOKEN_HASH;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.payment.Attempt;
import io.cashbell.payment.FakeWarnings;
import io.cashbell.payment.GatewaySession;
import io.cashbell.payment.Money;
import io.cashbell.payment.OrderedItem;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentId;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import io.cashbell.payment.ShopAddresses;
import io.cashbell.payment.Warnings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A payment of 2,200 won for two kinds of things, and what KakaoPay says about it. */
final class KakaopayFixtures {

    static final ObjectMapper JSON = new ObjectMapper();
    static final String CID = "TC0ONETIME";
    static final @Nullable String CID_SECRET = null;
    static final String SECRET_KEY = "DEV0000000000000000000000000000000000001";
    static final String ADMIN_KEY = "00000000000000000000000000000001";
    static final String TID = "T1234567890123456789";
    static final String USER = "order-" + ORDER;
    static final Money PRICE = Money.of("2200", "KRW");

    private KakaopayFixtures() {}

    static KakaopayConfig config(URI base, KakaopayDialect dialect) {
        return new KakaopayConfig(
                base,
                CID,
                CID_SECRET,
                SECRET_KEY,
                ADMIN_KEY,
                dialect,
                50,
                2_000_000,
                Duration.ofSeconds(2));
    }

    static KakaopayGateway gateway(KakaopayConfig config, Clock clock) {
        return gateway(config, clock, new FakeWarnings());
    }

    static KakaopayGateway gateway(KakaopayConfig config, Clock clock, Warnings warnings) {
        KakaopayClient client =
                new KakaopayClient(
                        config, new KakaopayAuth(config), new SimpleMeterRegistry(), warnings);
        return new KakaopayGateway(
                config,
                client,
                new KakaopayRefunds(client, clock),
                new ShopAddresses(
                        URI.create("https://pay.shop.example/"),
                        URI.create("https://shop.example")),
                clock);
    }

    static Payment payment() {
        return payment(PRICE);
    }

    static Payment payment(Money amount) {
        return new Payment(
                new PaymentId("01jexamplepayment00000000a"),
                ORDER,
                PaymentMethod.KAKAOPAY,
                amount,
                List.of(
                        new OrderedItem("초코파이", 2, Money.of("1200", "KRW")),
                        new OrderedItem("홍차 100% + 꿀", 1, Money.of("1000", "KRW"))),
                "ko-KR",
                TOKEN_HASH,
                EXPIRES_AT,
                new AwaitingCustomer(),
                Map.of(FIRST, unopened()),
                Set.of());
    }

    /** KakaoPay has not answered for it. */
    static Attempt unopened() {
        return Attempt.open(FIRST, CID, STARTED_AT);
    }

    /** Its page lives until a quarter past. */
    static Attempt opened() {
        return unopened()
                .with(new GatewaySession(TID, null, STARTED_AT.plus(Duration.ofMinutes(15))));
    }

    /** {@code responses} of the vectors, about our payment. */
    static ObjectNode answer(String name) {
        ObjectNode answer = (ObjectNode) vectors().at("/responses/" + name);
        if (answer.has("partner_order_id")) {
            answer.put("partner_order_id", FIRST.value()).put("partner_user_id", USER);
        }
        return answer;
    }

    /** The answer of order, in this state. */
    static ObjectNode standing(String status) {
        ObjectNode answer = answer("approve_money");
        answer.remove("aid");
        return answer.put("status", status);
    }

    static JsonNode vectors() {
        try (InputStream stream =
                KakaopayFixtures.class.getResourceAsStream("/kakaopay/kakaopay.json")) {
            return JSON.readTree(Objects.requireNonNull(stream));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
