package io.cashbell.payment.gateway.kakaopay;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.STARTED_AT;
import static io.cashbell.payment.gateway.kakaopay.KakaopayFixtures.TID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.Money;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentFixtures;
import io.cashbell.payment.PaymentState;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundId;
import io.cashbell.payment.RefundRequest;
import io.cashbell.payment.RefundState;
import io.cashbell.payment.RefundStep;
import io.cashbell.payment.gateway.RefundAnswer;
import io.cashbell.payment.gateway.kakaopay.KakaopayReadyMessages.Price;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KakaopayRefundsTest {

    private static final Instant CANCELLED_AT = Instant.parse("2026-01-01T00:40:00Z");

    /** Of 2200 won 300 are to go back. */
    @Test
    void aCancellationOfAsMuchThatIsNotOursGivesNothingBackForUs() throws IOException {
        assertThat(
                        standing(
                                KakaopayFixtures.standing("PART_CANCEL_PAYMENT")
                                        .<ObjectNode>set("cancel_available_amount", total(1900))
                                        .set("payment_action_details", cancelled("another-one"))))
                .isEqualTo(new RefundAnswer.AskAPerson("contradicts-our-record"));
        assertThat(
                        standing(
                                KakaopayFixtures.standing("PART_CANCEL_PAYMENT")
                                        .<ObjectNode>set("cancel_available_amount", total(1900))
                                        .set("payment_action_details", cancelled(null))))
                .as("in the console nobody gives it a name")
                .isEqualTo(new RefundAnswer.AskAPerson("contradicts-our-record"));
    }

    @Test
    void aCancellationOfOursIsKnownByItsName() throws IOException {
        assertThat(
                        standing(
                                KakaopayFixtures.standing("PART_CANCEL_PAYMENT")
                                        .put("canceled_at", "2026-01-01T09:40:00")
                                        .<ObjectNode>set("cancel_available_amount", total(1700))
                                        .set(
                                                "payment_action_details",
                                                cancelled(REFUND.id().value()))))
                .isEqualTo(new RefundAnswer.Returned(CANCELLED_AT));
    }

    @Test
    void whereNoCancellationIsNamedTheRestTells() throws IOException {
        assertThat(
                        standing(
                                KakaopayFixtures.standing("PART_CANCEL_PAYMENT")
                                        .put("canceled_at", "2026-01-01T09:40:00")
                                        .set("cancel_available_amount", total(1900))))
                .isEqualTo(new RefundAnswer.Returned(CANCELLED_AT));
        assertThat(
                        standing(
                                KakaopayFixtures.standing("SUCCESS_PAYMENT")
                                        .set("cancel_available_amount", total(2200))))
                .isInstanceOf(RefundAnswer.NotDone.class);
    }

    private static final Refund REFUND =
            new Refund(
                    new RefundRequest(
                            new RefundId("a-refund-of-the-order"),
                            Money.of("300", "KRW"),
                            "out of stock",
                            null),
                    STARTED_AT,
                    new RefundState.Requested(STARTED_AT, ""));

    /** What a refund whose call was made at 2200 won learns of such an answer of order. */
    private static RefundAnswer standing(JsonNode order) throws IOException {
        Payment paid =
                PaymentFixtures.withState(
                        PaymentFixtures.withAttempt(
                                KakaopayFixtures.payment(), KakaopayFixtures.opened()),
                        new PaymentState.Confirmed(FIRST, new GatewayReference(TID), STARTED_AT));
        try (PlayedKakaopay kakaopay = new PlayedKakaopay()) {
            kakaopay.says(order);
            return KakaopayFixtures.gateway(
                            KakaopayFixtures.config(kakaopay.base(), KakaopayDialect.OPEN),
                            Clock.fixed(CANCELLED_AT, ZoneOffset.UTC))
                    .standing(
                            paid,
                            paid.captureOf(REFUND).orElseThrow(),
                            REFUND,
                            new RefundStep("cancel", "2200"));
        }
    }

    private static ObjectNode total(long won) {
        return KakaopayFixtures.JSON.createObjectNode().put("total", won);
    }

    private static ArrayNode cancelled(@Nullable String payload) {
        ArrayNode actions = KakaopayFixtures.JSON.createArrayNode();
        actions.addObject().put("aid", "A1").put("payment_action_type", "PAYMENT");
        actions.addObject()
                .put("aid", "A2")
                .put("payment_action_type", "CANCEL")
                .put("payload", payload);
        return actions;
    }

    /** Whatever the parts are: no tax is lost between them, and none is negative. */
    @Test
    void theTaxOfThePartsIsThatOfTheWhole() {
        Random random = new Random(20260326);
        for (int run = 0; run < 10_000; run++) {
            long total = 1 + random.nextLong(2_000_000);
            long rest = total;
            long tax = 0;
            while (rest > 0) {
                long part = 1 + random.nextLong(rest);
                long vat = KakaopayRefunds.vat(total, rest, part);
                assertThat(vat).isBetween(0L, part);
                tax += vat;
                rest -= part;
            }
            assertThat(tax).isEqualTo(Price.of(total, 0).vat());
        }
    }
}
