package io.cashbell.payment.gateway.kakaopay;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.STARTED_AT;
import static io.cashbell.payment.gateway.kakaopay.KakaopayFixtures.PRICE;
import static io.cashbell.payment.gateway.kakaopay.KakaopayFixtures.TID;
import static io.cashbell.payment.gateway.kakaopay.KakaopayFixtures.USER;
import static io.cashbell.payment.gateway.kakaopay.KakaopayFixtures.answer;
import static io.cashbell.payment.gateway.kakaopay.KakaopayFixtures.opened;
import static io.cashbell.payment.gateway.kakaopay.KakaopayFixtures.payment;
import static io.cashbell.payment.gateway.kakaopay.KakaopayFixtures.standing;
import static io.cashbell.payment.gateway.kakaopay.KakaopayFixtures.unopened;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.payment.Attempt;
import io.cashbell.payment.FakeWarnings;
import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.Money;
import io.cashbell.payment.gateway.ApprovingGateway;
import io.cashbell.payment.gateway.ApprovingGateway.Approval;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.kakaopay.KakaopayMessages.Approve;
import io.cashbell.payment.gateway.kakaopay.PlayedKakaopay.Call;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Approve and order: what is money, what is not, and what nobody knows. */
class KakaopayAnswerTest {

    private static final String TOKEN = "abcdef0123456789abcd";
    private static final Instant PAID_AT = Instant.parse("2026-01-01T00:31:10Z");

    private final PlayedKakaopay kakaopay;
    private final FakeWarnings warnings = new FakeWarnings();
    private Instant now = STARTED_AT.plusSeconds(60);

    KakaopayAnswerTest() throws IOException {
        this.kakaopay = new PlayedKakaopay();
    }

    @AfterEach
    void close() {
        kakaopay.close();
    }

    @ParameterizedTest
    @EnumSource(KakaopayDialect.class)
    @Tag("S3-40")
    void aClearAnswerToApproveIsMoney(KakaopayDialect dialect) {
        kakaopay.says(answer("approve_money"));

        assertThat(approve(dialect))
                .isEqualTo(new GatewayAnswer.Paid(new GatewayReference(TID), PRICE, PAID_AT));
    }

    @Test
    @Tag("S3-40")
    void approveNamesThePaymentAndItsAmountAgain() throws IOException {
        kakaopay.says(answer("approve_money"));

        approve(KakaopayDialect.OPEN);

        Call call = kakaopay.calls().getFirst();
        assertThat(call.path()).isEqualTo("/online/v1/payment/approve");
        assertThat(call.authorization()).isEqualTo("SECRET_KEY " + KakaopayFixtures.SECRET_KEY);
        assertThat(KakaopayFixtures.JSON.readTree(call.body()))
                .isEqualTo(
                        KakaopayFixtures.JSON
                                .createObjectNode()
                                .put("cid", "TC0ONETIME")
                                .put("tid", TID)
                                .put("partner_order_id", FIRST.value())
                                .put("partner_user_id", USER)
                                .put("pg_token", TOKEN)
                                .put("total_amount", 2200));
    }

    @Test
    void theAmountIsKakaopaysNotOurs() {
        ObjectNode cheap = answer("approve_money");
        ((ObjectNode) cheap.get("amount")).put("total", 1);
        kakaopay.says(cheap);

        assertThat(approve(KakaopayDialect.OPEN))
                .isEqualTo(
                        new GatewayAnswer.Paid(
                                new GatewayReference(TID), Money.of("1", "KRW"), PAID_AT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cid", "tid", "partner_order_id", "partner_user_id"})
    void anAnswerAboutSomethingElseIsNoMoney(String field) {
        kakaopay.says(answer("approve_money").put(field, "OTHER00001"));
        assertThat(approve(KakaopayDialect.OPEN)).isEqualTo(new GatewayAnswer.Unknown("not-ours"));

        kakaopay.says(standing("SUCCESS_PAYMENT").put(field, "OTHER00001"));
        assertThat(query(opened())).isEqualTo(new GatewayAnswer.Unknown("not-ours"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cid", "tid", "partner_order_id", "partner_user_id", "aid", "amount"})
    void anAnswerThatLacksSomethingIsNoMoney(String field) {
        ObjectNode answer = answer("approve_money");
        answer.remove(field);
        kakaopay.says(answer);

        assertThat(approve(KakaopayDialect.OPEN))
                .isEqualTo(new GatewayAnswer.Unknown("unreadable"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2200.0", "-1", "\"2200\"", "1e3", "null", "1234567890123"})
    void anAmountIsAWholeNumber(String total) {
        kakaopay.says(
                200,
                answer("approve_money").toString().replace("\"total\":2200", "\"total\":" + total));

        assertThat(approve(KakaopayDialect.OPEN))
                .isEqualTo(new GatewayAnswer.Unknown("unreadable"));
    }

    /** Every documented code, and one that is in no document. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                -1, -2, -10, -400, -401, -403, -404, -429, -500, -503, -701, -702, -703, -704,
                -705, -706, -707, -708, -710, -711, -721, -722, -723, -724, -725, -726, -730, -731,
                -732, -733, -750, -751, -752, -753, -761, -780, -781, -782, -783, -784, -785, -797,
                -798, -999
            })
    void noCodeAtApproveIsAFailure(int code) {
        kakaopay.says(400, "{\"error_code\": " + code + ", \"error_message\": \"no\"}");
        assertThat(approve(KakaopayDialect.OPEN))
                .isEqualTo(new GatewayAnswer.Unknown(String.valueOf(code)));

        kakaopay.says(400, "{\"code\": " + code + ", \"msg\": \"no\"}");
        assertThat(approve(KakaopayDialect.LEGACY))
                .isEqualTo(new GatewayAnswer.Unknown(String.valueOf(code)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-401, -403, -730, -731, -732, -733, -798})
    void keysAndAccountsThatKakaopayRefusesAreWarnedOf(int code) {
        kakaopay.says(401, "{\"error_code\": " + code + ", \"error_message\": \"no\"}");

        query(opened());

        assertThat(warnings.noticed()).containsExactly("keys-refused kakaopay");
    }

    @ParameterizedTest
    @ValueSource(ints = {-404, -429, -500, -702, -721, -780, -797})
    void whatIsOnePaymentsTroubleIsNot(int code) {
        kakaopay.says(400, "{\"error_code\": " + code + ", \"error_message\": \"no\"}");

        query(opened());

        assertThat(warnings.noticed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"error_open_api, OPEN", "error_legacy, LEGACY"})
    void ofARefusalOnlyTheCodeIsRead(String vector, KakaopayDialect dialect) {
        ObjectNode refusal = answer(vector);
        kakaopay.says(refusal.get("http").asInt(), refusal.get("body").toString());

        assertThat(approve(dialect)).isEqualTo(new GatewayAnswer.Unknown("-780"));
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 302, 400, 404, 500, 502, 503})
    void aStatusWithoutAnAnswerIsUnknown(int status) {
        kakaopay.says(status, "");

        assertThat(approve(KakaopayDialect.OPEN))
                .isEqualTo(new GatewayAnswer.Unknown("http-" + status));
        assertThat(query(opened())).isEqualTo(new GatewayAnswer.Unknown("http-" + status));
    }

    @Test
    void aPageInsteadOfAnAnswerIsUnknown() {
        kakaopay.says(200, "<html><body>점검 중입니다</body></html>");

        assertThat(approve(KakaopayDialect.OPEN))
                .isEqualTo(new GatewayAnswer.Unknown("unreadable"));
        assertThat(query(opened())).isEqualTo(new GatewayAnswer.Unknown("unreadable"));
    }

    @Test
    void anAnswerThatReadsInTwoWaysIsUnknown() {
        kakaopay.says(
                200,
                answer("approve_money").toString().replace("{\"aid\"", "{\"tid\":\"T2\",\"aid\""));

        assertThat(approve(KakaopayDialect.OPEN))
                .isEqualTo(new GatewayAnswer.Unknown("unreadable"));
    }

    @Test
    void halfAnAnswerIsUnknown() {
        kakaopay.saysHalfOf(answer("approve_money"));
        assertThat(approve(KakaopayDialect.OPEN)).isEqualTo(new GatewayAnswer.Unknown("no-answer"));
        assertThat(query(opened())).isEqualTo(new GatewayAnswer.Unknown("no-answer"));
    }

    @Test
    void silenceIsUnknownAndNobodyAsksTwice() {
        kakaopay.saysNothing();

        assertThat(approve(KakaopayDialect.OPEN)).isEqualTo(new GatewayAnswer.Unknown("no-answer"));
        assertThat(kakaopay.calls()).hasSize(1);
    }

    @Test
    void aCallThatNeverLeftIsNoQuestion() {
        kakaopay.close();

        assertThat(gateway(KakaopayDialect.OPEN).approve(payment(), opened(), TOKEN))
                .isEqualTo(new Approval.NotSent());
    }

    @Test
    void withoutATidNothingIsTaken() {
        assertThat(gateway(KakaopayDialect.OPEN).approve(payment(), unopened(), TOKEN))
                .isEqualTo(new Approval.Asked(new GatewayAnswer.Unknown("no-session")));
        assertThat(kakaopay.calls()).isEmpty();
    }

    @Test
    void theTokenIsNotShown() {
        assertThat(new Approve("c", "t", "o", "u", TOKEN, 1).toString()).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUCCESS_PAYMENT", "PART_CANCEL_PAYMENT"})
    void whatWasPaidIsMoneyAlsoHoursLater(String status) {
        now = STARTED_AT.plus(Duration.ofHours(5));
        kakaopay.says(standing(status));

        assertThat(query(opened()))
                .isEqualTo(new GatewayAnswer.Paid(new GatewayReference(TID), PRICE, PAID_AT));
        assertThat(kakaopay.calls().getFirst().body())
                .isEqualTo("{\"cid\":\"TC0ONETIME\",\"tid\":\"" + TID + "\"}");
    }

    @Test
    void moneyWithoutAnAmountIsNotBelieved() {
        ObjectNode standing = standing("SUCCESS_PAYMENT");
        standing.remove("amount");
        kakaopay.says(standing);

        assertThat(query(opened())).isEqualTo(new GatewayAnswer.Unknown("SUCCESS_PAYMENT"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "READY",
                "SEND_TMS",
                "OPEN_PAYMENT",
                "SELECT_METHOD",
                "ARS_WAITING",
                "AUTH_PASSWORD"
            })
    void whatIsOpenMayBePaidForAQuarterOfAnHour(String status) {
        kakaopay.says(standing(status));
        now = STARTED_AT.plus(Duration.ofMinutes(15));
        assertThat(query(opened())).isEqualTo(new GatewayAnswer.Pending(status));

        now = now.plusMillis(1);
        assertThat(query(opened()))
                .as("nobody was refused")
                .isEqualTo(new GatewayAnswer.Unused(status));
    }

    @Test
    void anApprovalThatMayBeginOrBeAtWorkIsNotOver() {
        kakaopay.says(standing("AUTH_PASSWORD"));
        now = STARTED_AT.plus(Duration.ofMinutes(15)).plusSeconds(1);
        Attempt claimed =
                opened().claimedAt(now.minus(ApprovingGateway.BEGUN_WITHIN).minusSeconds(2));
        assertThat(query(claimed)).isEqualTo(new GatewayAnswer.Pending("AUTH_PASSWORD"));

        now = now.plusSeconds(3);
        assertThat(query(claimed))
                .isEqualTo(new GatewayAnswer.Declined("expired", "AUTH_PASSWORD"));
    }

    @ParameterizedTest
    @CsvSource({
        "CANCEL_PAYMENT, given-back",
        "FAIL_AUTH_PASSWORD, authentication-failed",
        "QUIT_PAYMENT, abandoned",
        "FAIL_PAYMENT, refused",
        "ISSUED_SID, no-payment"
    })
    void whatIsOverBringsNothing(String status, String reason) {
        kakaopay.says(standing(status));

        assertThat(query(opened())).isEqualTo(new GatewayAnswer.Declined(reason, status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PAID", "success_payment", "SUCCESS_PAYMENT "})
    void aStateOfNoDocumentIsUnknown(String status) {
        kakaopay.says(standing(status));

        assertThat(query(opened())).isEqualTo(new GatewayAnswer.Unknown("undocumented"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-401, -429, -500, -721, -731})
    void aRefusedQuestionIsUnknown(int code) {
        kakaopay.says(400, "{\"error_code\": " + code + "}");

        assertThat(query(opened())).isEqualTo(new GatewayAnswer.Unknown(String.valueOf(code)));
    }

    @Test
    void anAttemptWithoutATidIsOverWhenItsAnswerCannotComeAnyMore() {
        assertThat(query(unopened())).isEqualTo(new GatewayAnswer.Pending("no-tid"));

        now = STARTED_AT.plus(Duration.ofMinutes(15)).plusMillis(1);
        assertThat(query(unopened())).isEqualTo(new GatewayAnswer.Unused("no-tid"));
        assertThat(kakaopay.calls()).isEmpty();
    }

    private GatewayAnswer approve(KakaopayDialect dialect) {
        return ((Approval.Asked) gateway(dialect).approve(payment(), opened(), TOKEN)).answer();
    }

    private GatewayAnswer query(Attempt attempt) {
        return gateway(KakaopayDialect.OPEN).query(payment(), attempt);
    }

    private KakaopayGateway gateway(KakaopayDialect dialect) {
        return KakaopayFixtures.gateway(
                KakaopayFixtures.config(kakaopay.base(), dialect),
                Clock.fixed(now, ZoneOffset.UTC),
                warnings);
    }
}
