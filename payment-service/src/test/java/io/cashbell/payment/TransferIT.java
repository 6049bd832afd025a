package io.cashbell.payment;

import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.account;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.notice;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.signed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.FreePort;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.payment.PaymentFact.DeadlinePassed;
import io.cashbell.payment.PaymentState.AwaitingTransfer;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.PaymentState.Failed;
import io.cashbell.payment.Payments.Hearing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** By ATM: first a number, later the money, and what comes when they arrive in another order. */
@Timeout(180)
@ExtendWith(BackendExtension.class)
class TransferIT {

    private static final String INSTRUCTED = "payment.instructions-issued.v1";
    private static final String CONFIRMED = "payment.confirmed.v1";
    private static final String FAILED = "payment.failed.v1";
    private static final String DISPUTED = "payment.disputed.v1";

    private final EcpaySandbox ecpay = new EcpaySandbox();
    private final LiveShop shop;

    TransferIT(Resources resources) {
        int port = FreePort.find();
        this.shop =
                LiveShop.open(
                        resources,
                        Map.of(
                                "micronaut.server.port",
                                port,
                                "PAYMENT_PUBLIC_URL",
                                "http://localhost:" + port,
                                "ECPAY_METHODS",
                                "ecpay-credit,ecpay-atm",
                                "ECPAY_BASE_URL",
                                ecpay.baseUrl()));
    }

    @AfterEach
    void stop() {
        shop.close();
        ecpay.close();
    }

    @Test
    @Tag("S4-3")
    @Tag("S4-18")
    @Tag("S4-31")
    @Tag("S4-42")
    @Tag("S4-46")
    void theNumberIsToldOnceAndTheMoneyWhenItComes() throws Exception {
        OrderId order = placed();
        AttemptNumber attempt = ecpay.open(shop, order);

        ecpay.command(attempt, "issue", "{\"callbacks\": 3}");

        LiveShop.until("ECPay told it three times", () -> acknowledged(attempt) == 3);
        assertThat(shop.payment(order).state()).isEqualTo(new AwaitingTransfer(attempt));
        LiveShop.until("the shop knows the number", () -> !told(order, INSTRUCTED).isEmpty());
        JsonNode issued = ecpay.trade(attempt);
        JsonNode told = told(order, INSTRUCTED).getFirst().at("/data");
        assertThat(text(told, "/bankCode")).isEqualTo(text(issued, "/issued/BankCode"));
        assertThat(text(told, "/account")).isEqualTo(text(issued, "/issued/vAccount"));
        assertThat(text(told, "/expiresAt")).isEqualTo(text(issued, "/deadline"));

        ecpay.command(attempt, "pay", "{}");

        LiveShop.until(
                "the money is there", () -> shop.payment(order).state() instanceof Confirmed);
        LiveShop.until("the shop knows it", () -> !told(order, CONFIRMED).isEmpty());
        assertThat(told(order, INSTRUCTED)).hasSize(1);
        assertThat(told(order, CONFIRMED)).hasSize(1);
    }

    /** ECPay repeats the older number; the buyer holds the newer one all the same. */
    @Test
    void ofTwoNumbersEachIsToldOnce() throws Exception {
        OrderId order = placed();
        AttemptNumber older = shop.visit(order);
        AttemptNumber newer = shop.visit(order);
        said(account(order, older));
        said(account(order, newer));
        Map<String, AttributeValue> told = shop.item(order);

        said(account(order, older));
        said(account(order, newer));
        said(account(order, older));

        assertThat(shop.payment(order).state()).isEqualTo(new AwaitingTransfer(newer));
        Map<String, AttributeValue> after = shop.item(order);
        assertThat(after.get("n")).isEqualTo(told.get("n"));
        assertThat(after.get("att")).isEqualTo(told.get("att"));
        LiveShop.until("both are told", () -> told(order, INSTRUCTED).size() == 2);
        assertThat(told(order, INSTRUCTED)).hasSize(2);
    }

    @Test
    @Tag("S4-31")
    void moneyThatOvertakesItsNumberStaysMoney() throws Exception {
        OrderId order = placed();
        AttemptNumber attempt = ecpay.open(shop, order);
        ecpay.command(attempt, "issue", "{\"callbacks\": 1, \"delayMillis\": 3600000}");
        ecpay.command(attempt, "pay", "{}");
        LiveShop.until(
                "the money is there", () -> shop.payment(order).state() instanceof Confirmed);
        LiveShop.until("ECPay was answered, once", () -> acknowledged(attempt) == 1);

        ecpay.advance(3600);

        LiveShop.until("the number came too", () -> acknowledged(attempt) == 2);
        assertThat(shop.payment(order).state()).isInstanceOf(Confirmed.class);
        LiveShop.until("the shop knows it", () -> !told(order, CONFIRMED).isEmpty());
        assertThat(told(order, INSTRUCTED)).isEmpty();
    }

    @Test
    void aNumberThatWasGivenUpIsAFailureInEitherOrder() throws Exception {
        OrderId order = placed();
        AttemptNumber attempt = shop.visit(order);
        said(account(order, attempt));
        said(failed(order, attempt));
        assertThat(shop.payment(order).state()).isEqualTo(new Failed(Set.of(attempt)));

        OrderId other = placed();
        AttemptNumber overtaken = shop.visit(other);
        said(failed(other, overtaken));
        said(account(other, overtaken));
        assertThat(shop.payment(other).state()).isEqualTo(new Failed(Set.of(overtaken)));

        LiveShop.until(
                "both failures are told",
                () -> !told(order, FAILED).isEmpty() && !told(other, FAILED).isEmpty());
        LiveShop.until("the number is told", () -> !told(order, INSTRUCTED).isEmpty());
        assertThat(told(order, INSTRUCTED)).hasSize(1);
        assertThat(told(other, INSTRUCTED)).as("a number that nobody can use").isEmpty();
    }

    @Test
    void afterAFailedCardTheSameOrderIsPaidByATransferAndNobodyExpiresItBefore() throws Exception {
        OrderId order = placed(PaymentMethod.ECPAY_CREDIT);
        AttemptNumber card = ecpay.open(shop, order);
        ecpay.command(card, "fail", "{}");
        LiveShop.until("the card failed", () -> shop.payment(order).state() instanceof Failed);
        Instant atFirst = shop.payment(order).expiresAt();

        AttemptNumber transfer = ecpay.open(shop, order, PaymentMethod.ECPAY_ATM);
        ecpay.command(transfer, "issue", "{}");

        LiveShop.until(
                "there is a number", () -> shop.payment(order).state() instanceof AwaitingTransfer);
        Instant until = Instant.parse(text(ecpay.trade(transfer), "/deadline"));
        assertThat(shop.payment(order).expiresAt()).isEqualTo(until).isAfter(atFirst);
        Map<AttemptNumber, Attempt> asked = shop.payment(order).attempts();
        assertThat(shop.bean(Payments.class).hear(order, new DeadlinePassed(atFirst, asked)))
                .isEqualTo(new Hearing.Heard(new Outcome.Unchanged()));

        ecpay.command(transfer, "pay", "{}");

        LiveShop.until("the shop knows it", () -> !told(order, CONFIRMED).isEmpty());
        LiveShop.until("and of the failure", () -> !told(order, FAILED).isEmpty());
        LiveShop.until("and of the number", () -> !told(order, INSTRUCTED).isEmpty());
        assertThat(shop.payment(order).state())
                .isInstanceOfSatisfying(
                        Confirmed.class, paid -> assertThat(paid.attempt()).isEqualTo(transfer));
        assertThat(methods(told(order, FAILED))).containsExactly("ecpay-credit");
        assertThat(methods(told(order, INSTRUCTED))).containsExactly("ecpay-atm");
        assertThat(methods(told(order, CONFIRMED))).containsExactly("ecpay-atm");
        JsonNode seen = shop.admin("GET", "/payments/" + order);
        assertThat(text(seen, "/method")).isEqualTo("ecpay-atm");
        assertThat(seen.findValuesAsText("method"))
                .containsExactly("ecpay-atm", "ecpay-credit", "ecpay-atm");
    }

    @Test
    void aCardAndATransferOfOneOrderAreNeverMoneyTwice() throws Exception {
        OrderId order = placed(PaymentMethod.ECPAY_CREDIT);
        AttemptNumber card = ecpay.open(shop, order);
        AttemptNumber transfer = ecpay.open(shop, order, PaymentMethod.ECPAY_ATM);
        ecpay.command(transfer, "issue", "{}");
        LiveShop.until(
                "there is a number", () -> shop.payment(order).state() instanceof AwaitingTransfer);

        ecpay.command(card, "pay", "{}");
        LiveShop.until("it is paid", () -> shop.payment(order).state() instanceof Confirmed);
        ecpay.command(transfer, "pay", "{}");

        LiveShop.until("a person is told", () -> !told(order, DISPUTED).isEmpty());
        LiveShop.until("the shop knows it", () -> !told(order, CONFIRMED).isEmpty());
        JsonNode disputed = told(order, DISPUTED).getFirst();
        assertThat(text(disputed, "/data/reason")).isEqualTo("second-payment");
        assertThat(text(disputed, "/data/method")).isEqualTo("ecpay-atm");
        assertThat(methods(told(order, CONFIRMED))).containsExactly("ecpay-credit");
    }

    private static List<String> methods(List<JsonNode> events) {
        return events.stream().map(event -> text(event, "/data/method")).toList();
    }

    private OrderId placed() throws IOException {
        return placed(PaymentMethod.ECPAY_ATM);
    }

    private OrderId placed(PaymentMethod method) throws IOException {
        OrderId order = new OrderId(EventIds.next());
        shop.publish(shop.placed(order, method));
        LiveShop.until("it is kept", () -> shop.bean(Payments.class).find(order).isPresent());
        return order;
    }

    private static SequencedMap<String, String> failed(OrderId order, AttemptNumber attempt) {
        SequencedMap<String, String> fields = notice(order, attempt);
        fields.put("RtnCode", "10200095");
        return fields;
    }

    private void said(SequencedMap<String, String> fields)
            throws IOException, InterruptedException {
        assertThat(shop.notify(signed(fields)).body()).isEqualTo("1|OK");
    }

    private long acknowledged(AttemptNumber attempt) {
        return ecpay.trade(attempt).at("/callbacks/delivered").asLong();
    }

    private static String text(JsonNode node, String pointer) {
        return node.at(pointer).asText();
    }

    /** Each event once, however often the topic brought it. */
    private List<JsonNode> told(OrderId order, String type) {
        try {
            return shop.told().stream()
                    .filter(event -> event.at("/subject").asText().equals(order.value()))
                    .filter(event -> event.at("/type").asText().equals(type))
                    .distinct()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
