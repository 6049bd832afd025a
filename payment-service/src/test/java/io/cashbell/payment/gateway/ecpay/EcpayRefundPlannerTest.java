package io.cashbell.payment.gateway.ecpay;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.PaymentFixtures.attempt;
import static io.cashbell.payment.PaymentFixtures.confirmed;
import static io.cashbell.payment.PaymentFixtures.wish;
import static io.cashbell.payment.PaymentFixtures.withAttempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundState;
import io.cashbell.payment.RefundStep;
import io.cashbell.payment.gateway.RefundPlan;
import io.cashbell.payment.gateway.ecpay.EcpayCardMessages.CardStanding;
import io.cashbell.payment.gateway.ecpay.EcpayCardMessages.CardStanding.Stage;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which action is legal when: ECPay's page 16567 as a table, 1200 dollars by card. */
class EcpayRefundPlannerTest {

    @ParameterizedTest
    @Tag("S4-11")
    @CsvSource({
        // stage, left, wanted, card, time in Taipei, what may be done
        "AUTHORISED, 1200, 1200, plain, 10:00, void",
        "AUTHORISED, 1200, 1200, plain, 20:14, void",
        "AUTHORISED, 1200, 1200, plain, 20:15, wait 20:30 closing",
        "AUTHORISED, 1200, 1200, plain, 20:29, wait 20:30 closing",
        "AUTHORISED, 1200, 1200, plain, 20:30, void",
        "AUTHORISED, 1200, 200, plain, 10:00, wait 20:30 not-captured-yet",
        "AUTHORISED, 1200, 200, plain, 21:00, wait tomorrow 20:30 not-captured-yet",
        "AUTHORISED, 1200, 1200, indivisible, 10:00, void",
        "AUTHORISED, 1200, 200, indivisible, 10:00, never whole-only",
        "AUTHORISED, 1200, 1200, unionpay, 10:00, void",
        "TO_BE_CAPTURED, 1200, 1200, plain, 05:59, wait 06:00 capture-not-cancellable-yet",
        "TO_BE_CAPTURED, 1200, 1200, plain, 06:00, cancel-capture",
        "TO_BE_CAPTURED, 1200, 1200, plain, 20:14, cancel-capture",
        "TO_BE_CAPTURED, 1200, 1200, plain, 20:20, wait 20:30 closing",
        "TO_BE_CAPTURED, 1200, 1200, plain, 20:30, wait tomorrow 06:00 capture-not-cancellable-yet",
        "TO_BE_CAPTURED, 1200, 200, plain, 10:00, refund",
        "TO_BE_CAPTURED, 1200, 200, plain, 22:00, refund",
        "TO_BE_CAPTURED, 1000, 200, plain, 10:00, refund",
        "TO_BE_CAPTURED, 1000, 1000, plain, 10:00, wait 20:30 waits-for-capture",
        "TO_BE_CAPTURED, 1200, 1200, indivisible, 10:00, cancel-capture",
        "TO_BE_CAPTURED, 1200, 200, indivisible, 10:00, never whole-only",
        "TO_BE_CAPTURED, 1200, 1200, unionpay, 10:00, wait 20:30 waits-for-capture",
        "TO_BE_CAPTURED, 1200, 200, unionpay, 10:00, never whole-only",
        "CAPTURED, 1200, 1200, plain, 10:00, refund",
        "CAPTURED, 1200, 200, plain, 10:00, refund",
        "CAPTURED, 1000, 1000, plain, 10:00, refund",
        "CAPTURED, 1200, 1200, plain, 20:15, wait 20:30 closing",
        "CAPTURED, 1200, 1200, indivisible, 10:00, refund",
        "CAPTURED, 1200, 200, indivisible, 10:00, never whole-only",
        "CAPTURED, 1200, 1200, unionpay, 10:00, refund",
        "CAPTURED, 1200, 200, unionpay, 10:00, never whole-only",
        "ABANDONED, 1200, 1200, plain, 10:00, back",
        "ABANDONED, 1200, 200, plain, 10:00, hand contradicts-our-record",
        "UNDOCUMENTED, 1200, 1200, plain, 10:00, hand card-state-unknown"
    })
    void everyStateAndHourAllowsWhatTheTableSays(
            Stage stage, long left, long wanted, String card, String time, String expected) {
        CardStanding standing = new CardStanding(stage, 1200, List.of());
        ZonedDateTime now = LocalDateTime.parse("2026-03-16T" + time).atZone(EcpayMessages.TAIPEI);

        RefundPlan plan =
                EcpayRefundPlanner.plan(
                        new EcpayRefundPlanner.Situation(
                                standing,
                                1200,
                                left,
                                wanted,
                                card.equals("indivisible"),
                                card.equals("unionpay")),
                        now.toInstant());

        assertThat(words(plan, now)).isEqualTo(expected);
    }

    /** ECPay-API-Skill guide 01: DoAction is for cards; all else goes back by hand. */
    @ParameterizedTest
    @CsvSource({
        "ecpay-credit, card-unknown",
        "ecpay-applepay, card-unknown",
        "ecpay-twqr, no-refund-by-gateway",
        "ecpay-bnpl, no-refund-by-gateway",
        "ecpay-webatm, no-refund-by-gateway",
        "ecpay-atm, no-refund-by-gateway"
    })
    void onlyWhatHasAnAuthorisationGoesBackByTheGateway(String method, String why) {
        Payment paid = withAttempt(confirmed(), attempt(FIRST).by(new PaymentMethod(method)));
        Refund refund =
                new Refund(
                        wish("refund00000000000001", "1200"),
                        PAID_AT,
                        new RefundState.Requested(PAID_AT, ""));

        assertThat(
                        EcpayFixtures.refunds(EcpayFixtures.CONFIG, Clock.systemUTC())
                                .plan(paid, paid.captureOf(refund).orElseThrow(), refund))
                .isEqualTo(new RefundPlan.ByHand(why));
    }

    private static String words(RefundPlan plan, ZonedDateTime now) {
        return switch (plan) {
            case RefundPlan.Act(RefundStep(var action, var evidence)) -> {
                assertThat(evidence).isEqualTo("1200/0/0");
                yield action;
            }
            case RefundPlan.Wait(var until, var why) -> {
                ZonedDateTime then = until.atZone(EcpayMessages.TAIPEI);
                boolean today = then.toLocalDate().equals(now.toLocalDate());
                yield "wait " + (today ? "" : "tomorrow ") + then.toLocalTime() + " " + why;
            }
            case RefundPlan.ByHand(var why) -> "hand " + why;
            case RefundPlan.Never(var why, _) -> "never " + why;
            case RefundPlan.Back _ -> "back";
            case RefundPlan.Undecided _ -> "undecided";
        };
    }
}
