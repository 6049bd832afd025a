package io.cashbell.payment.callback;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.PaymentFixtures.REFERENCE;
import static io.cashbell.payment.PaymentFixtures.SECOND;
import static io.cashbell.payment.PaymentFixtures.opened;
import static io.cashbell.payment.PaymentFixtures.paid;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.account;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.notice;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.signature;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.signed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.payment.CallbackCheck;
import io.cashbell.payment.CallbackCheck.Verdict;
import io.cashbell.payment.FakeCallbacks;
import io.cashbell.payment.FakePayments;
import io.cashbell.payment.KeptCallback;
import io.cashbell.payment.KeptCallback.Evidence;
import io.cashbell.payment.MovableClock;
import io.cashbell.payment.PaymentFact.CaptureConfirmed;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.ServiceTest;
import io.cashbell.payment.gateway.ecpay.EcpayFixtures;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackDeskTest extends ServiceTest {

    private static final String TOKEN = "the-token-of-the-owner-of-this-shop";
    private static final int OF_AN_HOUR = 3;

    @Inject FakePayments payments;
    @Inject FakeCallbacks callbacks;
    @Inject MeterRegistry meters;
    @Inject MovableClock clock;

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = new HashMap<>(super.getProperties());
        properties.put("ADMIN_API_TOKEN", TOKEN);
        properties.put("CALLBACK_REFUSED_KEPT_PER_HOUR", String.valueOf(OF_AN_HOUR));
        return properties;
    }

    @BeforeEach
    void start() {
        payments.reset();
        payments.put(opened());
        callbacks.reset();
        // Each test has an hour of its own.
        clock.set(clock.instant().plus(Duration.ofHours(1)));
    }

    @Test
    void aConfirmationIsKeptWithEveryCheckAndNothingOfTheCard() throws Exception {
        SequencedMap<String, String> fields = notice(ORDER, FIRST);
        fields.put("auth_code", "777123");
        fields.put("card6no", "431195");

        assertThat(post(signed(fields)).body()).isEqualTo("1|OK");

        KeptCallback kept = only();
        assertThat(kept.outcome()).isEqualTo("confirmed");
        assertThat(kept.acknowledged()).isTrue();
        assertThat(kept.orderId()).isEqualTo(ORDER);
        assertThat(kept.change()).isEqualTo("the payment became confirmed");
        assertThat(kept.checks())
                .extracting(CallbackCheck::name)
                .containsExactlyInAnyOrder(
                        "signature",
                        "merchant",
                        "environment",
                        "record",
                        "amount",
                        "currency",
                        "state");
        assertThat(kept.checks()).allMatch(check -> check.verdict() == Verdict.HOLDS);
        assertThat(kept.parts())
                .containsEntry("TradeAmt", "1200")
                .containsEntry("RtnMsg", "交易成功")
                .containsEntry("card4no", "(4 characters, masked)");
        assertThat(kept.toString())
                .doesNotContain("777123", "431195", signature(fields), "pwFHCqoQZGmho4w6");
        assertThat(payments.readCount()).isZero();
    }

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource({
        "TradeAmt, 1, amount, disputed",
        "MerchantID, 3002599, merchant, disputed",
        "MerchantTradeNo, NEVEROPENEDBYUS00003, record, disputed",
        "CustomField1, nobodysorder, record, unknown-order",
        "CustomField1, '', record, unknown-order",
        "SimulatePaid, 1, environment, simulated",
    })
    @Tag("S2-23")
    void whatIsSignedAndNotWhatWeAgreedOnIsShownAndNeverApplied(
            String field, String value, String check, String outcome) throws Exception {
        SequencedMap<String, String> fields = notice(ORDER, FIRST);
        fields.put(field, value);

        post(signed(fields));

        KeptCallback kept = only();
        assertThat(kept.outcome()).isEqualTo(outcome);
        assertThat(failing(kept)).contains(check);
        assertThat(failing(kept)).doesNotContain("signature");
        assertThat(payments.get(ORDER).state()).isEqualTo(new AwaitingCustomer());
        assertThat(payments.applied()).noneMatch(paid(FIRST, REFERENCE)::equals);
    }

    @Test
    void aMismatchIsToldInBothNumbers() throws Exception {
        SequencedMap<String, String> fields = notice(ORDER, FIRST);
        fields.put("TradeAmt", "1");

        post(signed(fields));

        assertThat(only().checks())
                .contains(CallbackCheck.fails("amount", "1 is claimed, ours is 1200"));
    }

    @Test
    void copiesOfWhatChangedNothingAreKeptOnce() throws Exception {
        for (int copy = 0; copy < 5; copy++) {
            post(signed(notice(ORDER, FIRST)));
        }

        assertThat(callbacks.all())
                .extracting(KeptCallback::outcome)
                .containsExactly("repeated", "confirmed");
    }

    @Test
    void whatCannotBeKeptIsAcknowledgedAllTheSame() throws Exception {
        callbacks.breakDown();
        double before = kept("lost");

        assertThat(post(signed(notice(ORDER, FIRST))).body()).isEqualTo("1|OK");

        assertThat(payments.get(ORDER).state())
                .isEqualTo(new Confirmed(FIRST, REFERENCE, PAID_AT, EcpayFixtures.CARD));
        assertThat(kept("lost")).isEqualTo(before + 1);
    }

    @Test
    void whatWasNotSettledIsKeptAsThat() throws Exception {
        payments.breakDown();

        assertThat(post(signed(notice(ORDER, FIRST))).statusCode()).isEqualTo(503);

        assertThat(only().outcome()).isEqualTo("not-settled");
        assertThat(only().acknowledged()).isFalse();
    }

    @Test
    @Tag("S2-27")
    void ofForgeriesAllAreCountedAndAFewOfAnHourAreKept() throws Exception {
        double counted = refused();

        for (int i = 0; i < 20; i++) {
            SequencedMap<String, String> fields = notice(ORDER, FIRST);
            fields.put("CheckMacValue", "0".repeat(64));
            fields.put("TradeAmt", String.valueOf(i));
            assertThat(post(EcpayFixtures.form(fields)).body()).isEqualTo("0|Error");
            int least = Math.min(i + 1, OF_AN_HOUR);
            until(() -> callbacks.all().size() >= least);
        }

        assertThat(refused()).isEqualTo(counted + 20);
        assertThat(callbacks.all()).hasSize(OF_AN_HOUR);
        assertThat(callbacks.asked()).isEqualTo(OF_AN_HOUR);
        assertThat(payments.writeCount() + payments.readCount()).isZero();
        KeptCallback kept = callbacks.all().getFirst();
        assertThat(kept.outcome()).isEqualTo("bad-signature");
        assertThat(kept.orderId()).isNull();
        assertThat(failing(kept)).containsExactly("signature");
        assertThat(kept.explanation()).isNotNull();
        assertThat(kept.evidence()).isNull();
    }

    @Test
    void withoutAProofOfWhoAsksNothingIsShown() throws Exception {
        post(signed(notice(ORDER, FIRST)));
        String id = only().id().value();

        for (String path :
                List.of(
                        "/api/admin/callbacks",
                        "/api/admin/callbacks/" + id,
                        "/api/admin/payments/" + ORDER)) {
            assertThat(get(path).statusCode()).isEqualTo(401);
        }
        assertThat(
                        send(request("/api/admin/callbacks/" + id + "/replay")
                                        .POST(BodyPublishers.noBody()))
                                .statusCode())
                .isEqualTo(401);
    }

    @Test
    void theOwnerSeesThemByOrderAndByTime() throws Exception {
        post(signed(notice(ORDER, FIRST)));
        SequencedMap<String, String> second = notice(ORDER, SECOND);
        second.put("TradeNo", "2601011000009999");
        post(signed(second));

        JsonNode page = admin("GET", "/callbacks?orderId=" + ORDER + "&limit=1", 200);
        assertThat(page.at("/items")).hasSize(1);
        assertThat(page.at("/items/0/outcome").textValue()).isEqualTo("second-payment");
        JsonNode next =
                admin(
                        "GET",
                        "/callbacks?orderId="
                                + ORDER
                                + "&limit=1&cursor="
                                + page.at("/nextCursor").textValue(),
                        200);
        assertThat(next.at("/items/0/outcome").textValue()).isEqualTo("confirmed");
        assertThat(next.at("/nextCursor").isNull()).isTrue();
        assertThat(admin("GET", "/callbacks", 200).at("/items")).hasSize(2);
        JsonNode one = admin("GET", "/callbacks/" + next.at("/items/0/id").textValue(), 200);
        assertThat(one.at("/checks/0/verdict").textValue()).isEqualTo("holds");
        assertThat(one.at("/replayable").booleanValue()).isTrue();
        assertThat(one.at("/received/TradeAmt").textValue()).isEqualTo("1200");
        assertThat(one.at("/received/CustomField2").textValue()).isEmpty();
        assertThat(one.at("/signature").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?cursor=x", "?orderId=a%20b", "?limit=0", "?limit=101"})
    void whatIsNoQuestionIsRefused(String query) throws Exception {
        assertThat(admin("GET", "/callbacks" + query, 400).at("/type").textValue())
                .isEqualTo("urn:cashbell:problem:invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0123456789abcdefghjkmn"})
    void whatIsNotKeptIsNotThere(String id) throws Exception {
        admin("GET", "/callbacks/" + id, 404);
        admin("POST", "/callbacks/" + id + "/replay", 404);
    }

    @Test
    void aReplaySettlesWhatWasLostAndHasNoSecondEffect() throws Exception {
        post(signed(notice(ORDER, FIRST)));
        String replay = "/callbacks/" + only().id() + "/replay";
        // As if the payment had been restored from an older copy.
        payments.reset();
        payments.put(opened());

        assertThat(admin("POST", replay, 200).at("/outcome").textValue()).isEqualTo("confirmed");
        for (int again = 0; again < 3; again++) {
            assertThat(admin("POST", replay, 200).at("/outcome").textValue()).isEqualTo("repeated");
        }

        assertThat(payments.applied())
                .containsExactly(
                        new CaptureConfirmed(
                                paid(FIRST, REFERENCE).claim(),
                                REFERENCE,
                                PAID_AT,
                                EcpayFixtures.CARD));
        assertThat(payments.disputed()).isEmpty();
        assertThat(callbacks.all()).hasSize(1);
    }

    @Test
    void aReplayOfOneKeyIsAnsweredAlikeHoweverOftenItIsAskedFor() throws Exception {
        post(signed(notice(ORDER, FIRST)));
        String replay = "/api/admin/callbacks/" + only().id() + "/replay";
        payments.reset();
        payments.put(opened());

        HttpResponse<String> first = replayed(replay, "a-key");
        HttpResponse<String> second = replayed(replay, "a-key");

        assertThat(first.body()).contains("\"outcome\":\"confirmed\"");
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).as("though it would be repeated now").isEqualTo(first.body());
        assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(replayed(replay, "b-key").body()).contains("\"outcome\":\"repeated\"");
        assertThat(replayed("/api/admin/callbacks/nobody/replay", "a-key").statusCode())
                .isEqualTo(422);
        assertThat(replayed(replay, "a key").statusCode()).isEqualTo(400);
        assertThat(replayed("/api/admin/callbacks/nobody/replay", "c-key").statusCode())
                .isEqualTo(404);
        assertThat(replayed(replay, "c-key").statusCode())
                .as("a refusal leaves the key free")
                .isEqualTo(200);
    }

    private HttpResponse<String> replayed(String path, String key) throws Exception {
        return send(
                request(path)
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.noBody()));
    }

    @Test
    void aReplayOfAnIssuedNumberBringsTheNumber() throws Exception {
        post(signed(account(ORDER, FIRST)));
        assertThat(only().outcome()).isEqualTo("instructed");
        payments.reset();
        payments.put(opened());

        assertThat(
                        admin("POST", "/callbacks/" + only().id() + "/replay", 200)
                                .at("/outcome")
                                .textValue())
                .isEqualTo("instructed");
    }

    @Test
    void whatWasAlteredInTheTableIsNotSettled() throws Exception {
        SequencedMap<String, String> fields = notice(ORDER, FIRST);
        fields.put("TradeAmt", "1");
        post(signed(fields));
        callbacks.alter(only().id(), CallbackDeskTest::worthTheOrder);

        assertThat(
                        admin("POST", "/callbacks/" + only().id() + "/replay", 409)
                                .at("/type")
                                .textValue())
                .isEqualTo("urn:cashbell:problem:callback-not-replayable");
        assertThat(payments.get(ORDER).state()).isEqualTo(new AwaitingCustomer());
    }

    @Test
    void aForgeryIsNotReplayed() throws Exception {
        SequencedMap<String, String> fields = notice(ORDER, FIRST);
        fields.put("CheckMacValue", "0".repeat(64));
        post(EcpayFixtures.form(fields));
        until(() -> callbacks.all().size() == 1);

        admin("POST", "/callbacks/" + only().id() + "/replay", 409);
        assertThat(payments.applied()).isEmpty();
    }

    private static KeptCallback worthTheOrder(KeptCallback kept) {
        Evidence evidence = Objects.requireNonNull(kept.evidence());
        String altered = evidence.notice().replace("\"amount\":100,", "\"amount\":120000,");
        assertThat(altered).isNotEqualTo(evidence.notice());
        return new KeptCallback(
                kept.id(),
                kept.gateway(),
                kept.orderId(),
                kept.outcome(),
                kept.acknowledged(),
                kept.change(),
                kept.checks(),
                kept.parts(),
                kept.cut(),
                new Evidence(altered, evidence.seal()),
                null,
                0);
    }

    private KeptCallback only() {
        assertThat(callbacks.all()).hasSize(1);
        return callbacks.all().getFirst();
    }

    private static List<String> failing(KeptCallback kept) {
        return kept.checks().stream()
                .filter(check -> check.verdict() == Verdict.FAILS)
                .map(CallbackCheck::name)
                .toList();
    }

    private double kept(String outcome) {
        return meters.counter("payment.callbacks.kept", "gateway", "ecpay", "outcome", outcome)
                .count();
    }

    private double refused() {
        return meters.counter(
                        "payment.callbacks",
                        "gateway",
                        "ecpay",
                        "outcome",
                        "refused",
                        "reason",
                        "bad-signature")
                .count();
    }

    private JsonNode admin(String method, String path, int status) throws Exception {
        HttpResponse<String> answer =
                send(
                        request("/api/admin" + path)
                                .header("Authorization", "Bearer " + TOKEN)
                                .method(method, BodyPublishers.noBody()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return new ObjectMapper().readTree(answer.body());
    }

    private HttpResponse<String> post(String form) throws Exception {
        clock.set(clock.instant().plusMillis(1));
        return send(
                request("/gateways/ecpay/notify")
                        .header("Content-Type", EcpayFixtures.FORM)
                        .POST(BodyPublishers.ofString(form)));
    }
}
