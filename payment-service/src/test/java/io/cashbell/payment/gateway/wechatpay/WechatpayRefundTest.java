package io.cashbell.payment.gateway.wechatpay;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.JSON;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.NOW;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.PRICE;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.TRANSACTION;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.notice;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.refundNotice;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.request;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.signed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.payment.Capture;
import io.cashbell.payment.FakePayments;
import io.cashbell.payment.FakeRefunds;
import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.Money;
import io.cashbell.payment.MovableClock;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentFixtures;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundId;
import io.cashbell.payment.RefundNumber;
import io.cashbell.payment.RefundRequest;
import io.cashbell.payment.RefundState;
import io.cashbell.payment.RefundState.Accepted;
import io.cashbell.payment.RefundState.Failed;
import io.cashbell.payment.RefundState.Manual;
import io.cashbell.payment.RefundState.Refunded;
import io.cashbell.payment.RefundState.Requested;
import io.cashbell.payment.RefundStep;
import io.cashbell.payment.RefundWords;
import io.cashbell.payment.gateway.GatewayCallback.Reading;
import io.cashbell.payment.gateway.PlayedServer;
import io.cashbell.payment.gateway.PlayedServer.Call;
import io.cashbell.payment.gateway.PlayedServer.Says;
import io.cashbell.payment.gateway.RefundAnswer;
import io.cashbell.payment.gateway.RefundPlan;
import io.cashbell.payment.gateway.ScriptedRefunds;
import io.cashbell.payment.refund.RefundRuns;
import io.cashbell.payment.refund.SettleRefundNotice;
import io.cashbell.payment.settlement.Settlement;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ¥3.00 of ¥88.00 go back: what is asked of WeChat Pay, and what it answers and tells. */
class WechatpayRefundTest {

    private static final String REFUNDS = "/v3/refund/domestic/refunds";
    private static final RefundId ID = new RefundId("a-refund-of-three-yuan");
    private static final RefundNumber NUMBER = RefundNumber.of(ORDER, ID);
    private static final RefundStep STEP = new RefundStep("refund", NUMBER.value());
    private static final String NO_REFUND = "{\"code\":\"RESOURCE_NOT_EXISTS\",\"message\":\"…\"}";

    private final PlayedServer wechatpay = new PlayedServer();
    private final MovableClock clock = new MovableClock();
    private final WechatpayConfig config =
            WechatpayFixtures.config(URI.create(wechatpay.base().toString()));
    private final WechatpayGateway gateway = WechatpayFixtures.gateway(config, clock);
    private final WechatpayCallback callback = WechatpayFixtures.callback(config, clock);
    private final FakePayments payments = new FakePayments();
    private final FakeRefunds refunds = new FakeRefunds(payments, clock);
    private final SettleRefundNotice notices =
            RefundRuns.notices(refunds, new ScriptedRefunds().alone(), clock);

    private final Payment payment =
            PaymentFixtures.withState(
                    WechatpayFixtures.payment(),
                    new Confirmed(FIRST, new GatewayReference(TRANSACTION), PAID_AT));
    private final Refund refund = refund(ID, "3.00", new Requested(NOW, ""));
    private final Capture capture = payment.captureOf(refund).orElseThrow();

    WechatpayRefundTest() {
        clock.set(NOW);
        payments.put(payment);
    }

    @AfterEach
    void close() {
        wechatpay.close();
    }

    @Test
    void aPartIsAskedForInFenWithTheNumberOfTheRefund() throws IOException {
        wechatpay.says(signed(200, standing("PROCESSING").toString()));

        assertThat(gateway.plan(payment, capture, refund)).isEqualTo(new RefundPlan.Act(STEP));
        assertThat(gateway.refund(payment, capture, refund, STEP))
                .isEqualTo(new RefundAnswer.TakenOn("PROCESSING"));

        Call call = wechatpay.calls().getFirst();
        assertThat(call.method() + " " + call.target()).isEqualTo("POST " + REFUNDS);
        assertThat(JSON.readTree(call.body()))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"out_trade_no": "%s", "out_refund_no": "%s",
                                 "notify_url": "https://pay.shop.example/gateways/wechatpay/notify",
                                 "amount": {"refund": 300, "total": 8800, "currency": "CNY"}}"""
                                        .formatted(FIRST, NUMBER)));
    }

    @Test
    void theWholeIsAPartLikeAnyOther() {
        Refund whole = refund(ID, "88.00", new Requested(NOW, ""));
        ObjectNode standing = standing("SUCCESS");
        standing.withObject("/amount").put("refund", 8800);
        wechatpay.says(signed(200, standing.toString()));

        assertThat(gateway.refund(payment, capture, whole, STEP))
                .isEqualTo(new RefundAnswer.Returned(PAID_AT));
        assertThat(wechatpay.calls().getFirst().body())
                .contains("\"refund\":8800", "\"total\":8800");
    }

    @Test
    void aRepeatIsTheSameRequestToTheLetter() {
        wechatpay.says(signed(200, standing("PROCESSING").toString()));

        gateway.refund(payment, capture, refund, STEP);
        clock.set(NOW.plus(Duration.ofDays(2)));
        wechatpay.says(new Says(500, ""));
        gateway.refund(payment, capture, refund, STEP);

        assertThat(wechatpay.calls()).hasSize(2);
        assertThat(wechatpay.calls().getLast().body())
                .isEqualTo(wechatpay.calls().getFirst().body());
    }

    @Test
    void numbersAreAsWechatPayWantsThemAndNoTwoRefundsShareOne() {
        Set<String> numbers = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            RefundId id = new RefundId("refund-number-%06d".formatted(i));
            RefundNumber number = RefundNumber.of(ORDER, id);
            assertThat(number).isEqualTo(RefundNumber.of(ORDER, id));
            assertThat(number.value()).matches("[0-9A-Za-z_\\-|*@]{1,64}");
            assertThat(number.orderId()).isEqualTo(ORDER);
            numbers.add(number.value());
        }
        assertThat(numbers).hasSize(10_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUCCESS", "PROCESSING", "CLOSED", "ABNORMAL", "NEW"})
    void eachStateIsTheSameToTheCallAndToAQuestion(String status) {
        wechatpay.says(signed(200, standing(status).toString()));
        RefundAnswer expected =
                switch (status) {
                    case "SUCCESS" -> new RefundAnswer.Returned(PAID_AT);
                    case "PROCESSING" -> new RefundAnswer.TakenOn(status);
                    case "CLOSED" -> new RefundAnswer.Refused("refund-closed", status);
                    case "ABNORMAL" -> new RefundAnswer.AskAPerson("refund-abnormal");
                    default -> new RefundAnswer.Unknown("undocumented");
                };

        assertThat(gateway.refund(payment, capture, refund, STEP)).isEqualTo(expected);
        assertThat(gateway.standing(payment, capture, refund, STEP)).isEqualTo(expected);

        assertThat(wechatpay.calls().getLast().method()).isEqualTo("GET");
        assertThat(wechatpay.calls().getLast().target()).isEqualTo(REFUNDS + "/" + NUMBER);
    }

    @Test
    void aLostAnswerIsUnknownAndAskedFor() {
        wechatpay.says(new Says(502, "<html>"));
        assertThat(gateway.refund(payment, capture, refund, STEP))
                .isEqualTo(new RefundAnswer.Unknown("http-502"));

        wechatpay.says(signed(200, standing("SUCCESS").toString()));
        assertThat(gateway.standing(payment, capture, refund, STEP))
                .isEqualTo(new RefundAnswer.Returned(PAID_AT));
    }

    @Test
    void whatNobodySignedIsNoRefund() {
        wechatpay.says(new Says(200, standing("SUCCESS").toString()));

        assertThat(gateway.refund(payment, capture, refund, STEP))
                .isEqualTo(new RefundAnswer.Unknown("not-verified"));
        assertThat(gateway.standing(payment, capture, refund, STEP))
                .isEqualTo(new RefundAnswer.Unknown("not-verified"));
    }

    @Test
    void aRefundThatIsNotThereMayBeAskedForAgain() {
        wechatpay.says(signed(404, NO_REFUND));

        assertThat(gateway.standing(payment, capture, refund, STEP))
                .isEqualTo(
                        new RefundAnswer.NotDone(
                                "gateway-silent", NOW.plus(Duration.ofMinutes(4))));
    }

    @ParameterizedTest
    @CsvSource({
        "403, NOT_ENOUGH, refused-balance, 60",
        "429, FREQUENCY_LIMITED, gateway-silent, 4",
    })
    void whatMayPassIsTriedAgainWithTheSameNumber(
            int status, String code, String why, long minutes) {
        refuses(status, code, signed(404, NO_REFUND));

        assertThat(gateway.refund(payment, capture, refund, STEP))
                .isEqualTo(new RefundAnswer.NotDone(why, NOW.plus(Duration.ofMinutes(minutes))));
    }

    /** A refusal is not signed: nothing final follows from one. */
    @ParameterizedTest
    @CsvSource({"400, INVALID_REQUEST", "400, PARAM_ERROR", "403, NO_AUTH", "401, SIGN_ERROR"})
    void anyOtherRefusalIsShownToAPersonAndReleasesNoMoney(int status, String code) {
        refuses(status, code, signed(404, NO_REFUND));

        assertThat(gateway.refund(payment, capture, refund, STEP))
                .isEqualTo(new RefundAnswer.AskAPerson("refused-without-proof"));
    }

    @Test
    void aRefusalOfWhatIsThereAllTheSameCountsForNothing() {
        refuses(400, "INVALID_REQUEST", signed(200, standing("SUCCESS").toString()));

        assertThat(gateway.refund(payment, capture, refund, STEP))
                .isEqualTo(new RefundAnswer.Returned(PAID_AT));
    }

    @Test
    void aRefusalWhoseQuestionIsNotAnsweredLeavesItOpen() {
        refuses(400, "INVALID_REQUEST", new Says(500, ""));

        assertThat(gateway.refund(payment, capture, refund, STEP))
                .isInstanceOf(RefundAnswer.Unknown.class);
    }

    @Test
    void anotherAmountThanAskedForIsForAPerson() {
        ObjectNode standing = standing("SUCCESS");
        standing.withObject("/amount").put("refund", 301);
        wechatpay.says(signed(200, standing.toString()));

        assertThat(gateway.standing(payment, capture, refund, STEP))
                .isEqualTo(new RefundAnswer.AskAPerson("contradicts-our-record"));
        wechatpay.says(signed(200, standing("SUCCESS").put("out_refund_no", "other").toString()));
        assertThat(gateway.standing(payment, capture, refund, STEP))
                .isEqualTo(new RefundAnswer.Unknown("not-ours"));
    }

    @Test
    void betweenTwoRefundsOfOneOrderIsAMinute() {
        Refund before = refund(new RefundId("the-one-before-this-one"), "1.00", accepted());
        Payment with = PaymentFixtures.withRefund(payment, before);

        assertThat(gateway.plan(with, capture, refund))
                .isEqualTo(new RefundPlan.Wait(NOW.plus(Duration.ofMinutes(1)), "gateway-pause"));
        clock.set(NOW.plus(Duration.ofMinutes(1)));
        assertThat(gateway.plan(with, capture, refund)).isEqualTo(new RefundPlan.Act(STEP));
    }

    @Test
    void afterAYearOrFiftyRefundsAPersonHasToDoIt() {
        Payment with = payment;
        for (int i = 0; i < 50; i++) {
            with =
                    PaymentFixtures.withRefund(
                            with,
                            refund(
                                    new RefundId("refund-number-%06d".formatted(i)),
                                    "0.01",
                                    new Refunded(PAID_AT)));
        }
        clock.set(NOW.plus(Duration.ofDays(1)));

        assertThat(gateway.plan(with, capture, refund))
                .isEqualTo(new RefundPlan.ByHand("too-many-at-gateway"));
        clock.set(PAID_AT.plus(Duration.ofDays(365)).plusMillis(1));
        assertThat(gateway.plan(payment, capture, refund))
                .isEqualTo(new RefundPlan.ByHand("too-old-to-refund"));
    }

    @Test
    void whatAPersonReadsIsInPlainWords() {
        assertThat(
                        List.of(
                                "refund-abnormal",
                                "refund-closed",
                                "refused-without-proof",
                                "too-old-to-refund",
                                "too-many-at-gateway",
                                "gateway-pause"))
                .allSatisfy(code -> assertThat(RefundWords.of(code)).isNotEqualTo(code));
    }

    @Test
    void aNoticeIsSettledOnceHoweverOftenItComes() {
        keep(accepted());

        assertThat(told("SUCCESS")).isEqualTo(Settlement.REFUND_MOVED);
        assertThat(told("SUCCESS")).isEqualTo(Settlement.REPEATED);

        assertThat(state()).isEqualTo(new Refunded(PAID_AT));
        assertThat(refunds.told()).containsExactly("refunded " + ID);
    }

    @Test
    void aRefundThatWasToldAsDoneAndIsClosedAfterAllIsAMatterForAPerson() {
        keep(accepted());

        assertThat(told("SUCCESS")).isEqualTo(Settlement.REFUND_MOVED);
        assertThat(told("CLOSED")).isEqualTo(Settlement.REFUND_CONTRADICTED);
        assertThat(told("CLOSED")).isEqualTo(Settlement.REFUND_CONTRADICTED);

        assertThat(state()).isEqualTo(new Refunded(PAID_AT));
        assertThat(refunds.told())
                .containsExactly(
                        "refunded " + ID,
                        "disputed refund-mismatch/" + NUMBER.value().toUpperCase(Locale.ROOT));
    }

    /** Its money was free to be asked back again, and would have gone back twice. */
    @Test
    void aRefundThatWasGivenUpAndIsDoneAfterAllIsKeptBackForAPerson() {
        keep(new Failed("the console shows nothing", null));
        RefundId back = SettleRefundNotice.found(ORDER, NUMBER.value(), PRICE).id();

        assertThat(told("SUCCESS")).isEqualTo(Settlement.REFUND_CONTRADICTED);
        assertThat(told("SUCCESS")).isEqualTo(Settlement.REFUND_CONTRADICTED);

        assertThat(state()).isInstanceOf(Failed.class);
        assertThat(payments.get(ORDER).refundable()).isEqualTo(Money.of("85.00", "CNY"));
        assertThat(refunds.told())
                .containsExactly(
                        "by-hand " + back,
                        "disputed refund-mismatch/" + NUMBER.value().toUpperCase(Locale.ROOT));
    }

    @Test
    void aNoticeMayComeBeforeTheAnswerToTheCall() {
        keep(new RefundState.Underway(STEP, NOW));

        assertThat(told("SUCCESS")).isEqualTo(Settlement.REFUND_MOVED);

        assertThat(state()).isEqualTo(new Refunded(PAID_AT));
    }

    @Test
    void aClosedRefundHasFailedAndItsMoneyIsFree() {
        keep(accepted());

        assertThat(told("CLOSED")).isEqualTo(Settlement.REFUND_MOVED);

        assertThat(state()).isEqualTo(new Failed("refund-closed", "CLOSED"));
        assertThat(payments.get(ORDER).refundable()).isEqualTo(PRICE);
        assertThat(refunds.told()).containsExactly("failed " + ID);
    }

    @Test
    void anAbnormalRefundIsAPersonsTaskUntilWechatPaySaysThatItIsDone() {
        keep(accepted());

        assertThat(told("ABNORMAL")).isEqualTo(Settlement.REFUND_MOVED);
        assertThat(state()).isEqualTo(new Manual("refund-abnormal", NOW));
        assertThat(payments.get(ORDER).refundable())
                .as("still spoken for")
                .isEqualTo(Money.of("85.00", "CNY"));
        assertThat(told("SUCCESS")).isEqualTo(Settlement.REFUND_MOVED);

        assertThat(state()).isEqualTo(new Refunded(PAID_AT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"amount", "total", "mchid", "out_trade_no", "transaction_id"})
    void aNoticeThatContradictsOurRecordIsNeverApplied(String wrong) {
        keep(accepted());
        ObjectNode content = refundNotice(NUMBER.value(), "SUCCESS", 300);
        switch (wrong) {
            case "amount" -> content.withObject("/amount").put("refund", 301);
            case "total" -> content.withObject("/amount").put("total", 8801);
            case "mchid" -> content.put("mchid", "190000000");
            case "out_trade_no" -> content.put("out_trade_no", PaymentFixtures.SECOND.value());
            default -> content.put("transaction_id", TRANSACTION + "1");
        }

        Settlement settlement = told(content);

        assertThat(settlement).isEqualTo(Settlement.DISPUTED);
        assertThat(settlement.isAcknowledged()).isFalse();
        assertThat(state()).isEqualTo(accepted());
        told(content);
        assertThat(refunds.told())
                .as("once")
                .containsExactly(
                        "disputed refund-mismatch/" + NUMBER.value().toUpperCase(Locale.ROOT));
    }

    @Test
    void whatWeNeverAskedForIsNotAcknowledged() {
        keep(accepted());

        assertThat(
                        told(
                                refundNotice(
                                        RefundNumber.of(
                                                        ORDER,
                                                        new RefundId("nobody-asked-for-this"))
                                                .value(),
                                        "SUCCESS",
                                        300)))
                .isEqualTo(Settlement.UNKNOWN_ORDER);
        assertThat(told("NEW")).isEqualTo(Settlement.UNSUPPORTED);
        assertThat(state()).isEqualTo(accepted());
    }

    private void refuses(int status, String code, Says standing) {
        wechatpay.says(
                call ->
                        call.method().equals("GET")
                                ? standing
                                : signed(
                                        status,
                                        "{\"code\":\"%s\",\"message\":\"…\"}".formatted(code)));
    }

    private static RefundState accepted() {
        return new Accepted(STEP, NOW);
    }

    private static Refund refund(RefundId id, String yuan, RefundState state) {
        return new Refund(
                new RefundRequest(id, Money.of(yuan, "CNY"), "out of stock", null), NOW, state);
    }

    private void keep(RefundState state) {
        payments.put(PaymentFixtures.withRefund(payment, refund(ID, "3.00", state)));
    }

    private RefundState state() {
        Refund kept = payments.get(ORDER).refunds().get(ID);
        return kept == null ? new Requested(Instant.EPOCH, "") : kept.state();
    }

    private Settlement told(String status) {
        return told(refundNotice(NUMBER.value(), status, 300));
    }

    private Settlement told(ObjectNode content) {
        String type = "REFUND." + content.path("refund_status").asText();
        Reading reading = callback.read(request(notice(type, content.toString())));
        assertThat(reading).isInstanceOf(Reading.OfRefund.class);
        return notices.settle(((Reading.OfRefund) reading).notice());
    }

    /** How the refund stands, as an answer says it. */
    private static ObjectNode standing(String status) {
        ObjectNode answer = refundNotice(NUMBER.value(), status, 300);
        answer.put("status", status).put("channel", "ORIGINAL").remove("refund_status");
        answer.withObject("/amount").put("currency", "CNY");
        return answer;
    }
}
