package io.cashbell.payment.callback;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.PaymentFixtures.REFERENCE;
import static io.cashbell.payment.PaymentFixtures.claim;
import static io.cashbell.payment.PaymentFixtures.opened;
import static io.cashbell.payment.PaymentFixtures.withDisputes;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.form;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.notice;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.signed;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cashbell.payment.FakePayments;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentFact.CaptureConfirmed;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.PaymentState.Failed;
import io.cashbell.payment.ServiceTest;
import io.cashbell.payment.gateway.ecpay.EcpayFixtures;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CallbackTest extends ServiceTest {

    private static final String NOTIFY = "/gateways/ecpay/notify";

    @Inject FakePayments payments;
    @Inject MeterRegistry meters;

    private final Logger logger = (Logger) LoggerFactory.getLogger(CallbackLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void start() {
        payments.reset();
        payments.put(opened());
        lines.list.clear();
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
    }

    @Test
    @Tag("S4-41")
    @Tag("S2-34")
    void aPaidNoticeConfirmsAndIsAcknowledgedExactly() throws Exception {
        HttpResponse<String> answer = post(NOTIFY, signed(paidNotice()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("1|OK");
        assertThat(answer.headers().firstValue("content-type").orElseThrow())
                .startsWith("text/plain");
        assertThat(payments.get(ORDER).state())
                .isEqualTo(new Confirmed(FIRST, REFERENCE, PAID_AT, EcpayFixtures.CARD));
        assertThat(messages()).containsExactly("Payment verification succeeded");
        assertThat(payments.writeCount()).isEqualTo(1);
    }

    @Test
    void repeatsAreAcknowledgedWithoutASecondEffect() throws Exception {
        for (int copy = 0; copy < 5; copy++) {
            SequencedMap<String, String> fields = paidNotice();
            // ECPay's repeats say "paid" where the first said it in Chinese.
            fields.put("RtnMsg", copy == 0 ? "交易成功" : "paid");

            assertThat(post(NOTIFY, signed(fields)).body()).isEqualTo("1|OK");
        }

        assertThat(payments.applied())
                .containsExactly(
                        new CaptureConfirmed(
                                claim(FIRST, REFERENCE), REFERENCE, PAID_AT, EcpayFixtures.CARD));
        assertThat(payments.disputed()).isEmpty();
    }

    @Test
    @Tag("S2-26")
    @Tag("S2-35")
    void aForgedNoticeIsNotAcknowledgedAndTouchesNothing() throws Exception {
        double before = refused("bad-signature");

        HttpResponse<String> answer =
                post(NOTIFY, signed(paidNotice()).replace("TradeAmt=1200", "TradeAmt=1"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("0|Error");
        assertThat(payments.writeCount()).isZero();
        assertThat(payments.readCount()).isZero();
        assertThat(messages()).containsExactly("Payment verification failed");
        assertThat(refused("bad-signature")).isEqualTo(before + 1);
    }

    @Test
    void everyKindOfRefusalSoundsTheSame() throws Exception {
        String good = signed(paidNotice());
        List<HttpResponse<String>> answers =
                List.of(
                        post(NOTIFY, ""),
                        post(NOTIFY, form(paidNotice())),
                        post(NOTIFY, good + "&TradeAmt=1200"),
                        post(NOTIFY, good + "%"),
                        post(NOTIFY, good + "&a=%ff"),
                        post(NOTIFY, good, "application/json"),
                        post(NOTIFY, good, "text/plain"));

        assertThat(answers)
                .allSatisfy(
                        answer -> {
                            assertThat(answer.statusCode()).isEqualTo(400);
                            assertThat(answer.body()).isEqualTo("0|Error");
                        });
        assertThat(payments.writeCount()).isZero();
    }

    @Test
    void aHugeBodyIsCutOffAndNotAcknowledged() throws Exception {
        SequencedMap<String, String> fields = paidNotice();
        fields.put("CustomField2", "x".repeat(70_000));

        HttpResponse<String> answer = post(NOTIFY, signed(fields));

        assertThat(answer.statusCode()).isBetween(400, 499);
        assertThat(answer.body()).doesNotContain("1|OK");
        assertThat(payments.writeCount()).isZero();
    }

    @Test
    void aFailureIsRecordedAndDoesNotStandInTheWayOfMoney() throws Exception {
        SequencedMap<String, String> fields = paidNotice();
        fields.put("RtnCode", "10100248");
        fields.put("RtnMsg", "拒絕交易");

        assertThat(post(NOTIFY, signed(fields)).body()).isEqualTo("1|OK");
        assertThat(payments.get(ORDER).state()).isEqualTo(new Failed(Set.of(FIRST)));
        assertThat(messages()).containsExactly("Payment verification failed");

        assertThat(post(NOTIFY, signed(paidNotice())).body()).isEqualTo("1|OK");
        assertThat(payments.get(ORDER).state()).isInstanceOf(Confirmed.class);
    }

    @Test
    void aFailureAfterTheMoneyChangesNothing() throws Exception {
        post(NOTIFY, signed(paidNotice()));
        SequencedMap<String, String> fields = paidNotice();
        fields.put("RtnCode", "10100058");

        assertThat(post(NOTIFY, signed(fields)).body()).isEqualTo("1|OK");
        assertThat(payments.get(ORDER).state()).isInstanceOf(Confirmed.class);
    }

    @Test
    @Tag("S3-43")
    void aSimulatedNoticeIsNotedAndNeverPays() throws Exception {
        SequencedMap<String, String> fields = paidNotice();
        fields.put("SimulatePaid", "1");

        assertThat(post(NOTIFY, signed(fields)).body()).isEqualTo("1|OK");

        assertThat(payments.get(ORDER).state()).isEqualTo(new AwaitingCustomer());
        assertThat(payments.simulated()).containsExactly(ORDER);
    }

    @Test
    void withoutATableNothingIsAcknowledged() throws Exception {
        payments.breakDown();

        HttpResponse<String> answer = post(NOTIFY, signed(paidNotice()));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("0|Error");
        assertThat(messages()).containsExactly("Payment verification failed");
    }

    @Test
    void moneyOfNobodysOrderIsAnErrorWithAnOutcomeOfItsOwn() throws Exception {
        double before = lost("unknown-order");

        HttpResponse<String> answer = post(NOTIFY, signed(notice(new OrderId("unknown"), FIRST)));

        assertThat(answer.body()).isEqualTo("0|not recorded");
        assertLost("unknown-order");
        assertThat(lost("unknown-order")).isEqualTo(before + 1);
    }

    @Test
    void whoPaidOnceWakesNobodyByWritingTheOrderInCapitals() throws Exception {
        double before = lost("unknown-order");
        String form = signed(paidNotice());
        assertThat(post(NOTIFY, form).body()).isEqualTo("1|OK");
        lines.list.clear();

        HttpResponse<String> answer =
                post(NOTIFY, form.replace(ORDER.value(), ORDER.value().toUpperCase(Locale.ROOT)));

        assertThat(answer.body()).isEqualTo("1|OK");
        assertThat(lines.list).hasSize(1).allMatch(line -> line.getLevel() == Level.INFO);
        assertThat(lost("unknown-order")).isEqualTo(before);
    }

    @Test
    void moneyThatFindsNoRoomIsAnErrorWithAnOutcomeOfItsOwn() throws Exception {
        double before = lost("no-room");
        payments.put(withDisputes(opened(), disputes(Payment.MAX_DISPUTES)));
        SequencedMap<String, String> fields = paidNotice();
        fields.put("TradeAmt", "1");

        HttpResponse<String> answer = post(NOTIFY, signed(fields));

        assertThat(answer.body()).isEqualTo("0|not recorded");
        assertLost("no-room");
        assertThat(lost("no-room")).isEqualTo(before + 1);
    }

    @Test
    void whatIsNoMoneyWakesNobody() throws Exception {
        SequencedMap<String, String> declined = notice(new OrderId("unknown"), FIRST);
        declined.put("RtnCode", "10100248");
        SequencedMap<String, String> simulated = notice(new OrderId("unknown"), FIRST);
        simulated.put("SimulatePaid", "1");
        String altered =
                signed(paidNotice()).replace(FIRST.value(), FIRST.value().toLowerCase(Locale.ROOT));
        double before = lost("unknown-order");

        for (String form : List.of(signed(declined), signed(simulated), altered)) {
            assertThat(post(NOTIFY, form).body()).isEqualTo("0|not recorded");
        }

        assertThat(lines.list).hasSize(3).allMatch(line -> line.getLevel() == Level.WARN);
        assertThat(lost("unknown-order")).isEqualTo(before);
    }

    @Test
    void anIssuedNumberThatIsMissingIsNeitherMoneyNorFailure() throws Exception {
        for (String code : List.of("2", "10100073")) {
            SequencedMap<String, String> fields = paidNotice();
            fields.put("RtnCode", code);

            assertThat(post("/gateways/ecpay/payment-info", signed(fields)).body())
                    .isEqualTo("0|not supported");
            assertThat(post(NOTIFY, signed(fields)).body()).isEqualTo("0|not supported");
        }
        assertThat(payments.get(ORDER).state()).isEqualTo(new AwaitingCustomer());
    }

    @Test
    void newsThatMovedNoMoneyIsNoFailure() throws Exception {
        SequencedMap<String, String> declined = paidNotice();
        declined.put("RtnCode", "10100248");

        post(NOTIFY, signed(EcpayFixtures.account(ORDER, FIRST)));
        post(NOTIFY, signed(EcpayFixtures.account(ORDER, FIRST)));
        post(NOTIFY, signed(declined));
        post(NOTIFY, signed(declined));

        assertThat(lines.list)
                .extracting(line -> line.getLevel() + " " + line.getMessage())
                .containsExactly(
                        "INFO A callback brought news that moved no money",
                        "INFO A callback brought news that moved no money",
                        "WARN Payment verification failed",
                        "INFO A callback brought news that moved no money");
    }

    @Test
    void whateverTheGatewaySaysItAcceptsItGetsItsAnswer() throws Exception {
        HttpResponse<String> answer =
                send(
                        request(NOTIFY)
                                .header("Content-Type", EcpayFixtures.FORM)
                                .header("Accept", "text/html, application/json")
                                .POST(BodyPublishers.ofString(signed(paidNotice()))));

        assertThat(answer.body()).isEqualTo("1|OK");
    }

    @Test
    void thereAreNoOtherGateways() throws Exception {
        assertThat(post("/gateways/nobody/notify", signed(paidNotice())).statusCode())
                .isEqualTo(404);
    }

    private static SequencedMap<String, String> paidNotice() {
        return new LinkedHashMap<>(notice(ORDER, FIRST));
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return post(path, body, EcpayFixtures.FORM);
    }

    private HttpResponse<String> post(String path, String body, String type) throws Exception {
        return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    private List<String> messages() {
        return lines.list.stream().map(ILoggingEvent::getMessage).toList();
    }

    private void assertLost(String reason) {
        assertThat(lines.list).hasSize(1);
        ILoggingEvent line = lines.list.getFirst();
        assertThat(line.getLevel()).isEqualTo(Level.ERROR);
        assertThat(line.getMessage()).isEqualTo("Payment verification failed");
        assertThat(line.getKeyValuePairs())
                .extracting(pair -> pair.key + "=" + pair.value)
                .contains(
                        "outcome=money-not-recorded",
                        "reason=" + reason,
                        "attempt=" + FIRST,
                        "gatewayReference=2601011000/001234");
    }

    private static Set<String> disputes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "amount-mismatch/" + i)
                .collect(Collectors.toSet());
    }

    private double refused(String reason) {
        return counted("refused", reason);
    }

    private double lost(String reason) {
        return counted("money-not-recorded", reason);
    }

    private double counted(String outcome, String reason) {
        return meters.counter(
                        "payment.callbacks",
                        "gateway",
                        "ecpay",
                        "outcome",
                        outcome,
                        "reason",
                        reason)
                .count();
    }
}
