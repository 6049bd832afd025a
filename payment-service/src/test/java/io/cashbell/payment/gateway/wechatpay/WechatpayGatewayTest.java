package io.cashbell.payment.gateway.wechatpay;

import static io.cashbell.payment.PaymentFixtures.EXPIRES_AT;
import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.PaymentFixtures.SECOND;
import static io.cashbell.payment.PaymentFixtures.STARTED_AT;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.CODE_URL;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.JSON;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.NOW;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.OPENID;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.opened;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.payment;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.signed;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.transaction;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.unopened;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.payment.Attempt;
import io.cashbell.payment.FakeWarnings;
import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.GatewaySession;
import io.cashbell.payment.Money;
import io.cashbell.payment.MovableClock;
import io.cashbell.payment.OrderedItem;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentFixtures;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.PaymentState.Failed;
import io.cashbell.payment.gateway.Device;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.GatewayPage;
import io.cashbell.payment.gateway.PlayedServer;
import io.cashbell.payment.gateway.PlayedServer.Call;
import io.cashbell.payment.gateway.PlayedServer.Says;
import io.cashbell.payment.gateway.SessionAnswer;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.Given;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.Other;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.Refund;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.RequestRefund;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What we ask of WeChat Pay, and what we make of its answers. */
class WechatpayGatewayTest {

    private static final String ORDERS = "/v3/pay/transactions/";
    private static final String PREPAID =
            "{\"prepay_id\":\"wx201410272009395522657a690389285100\"}";
    private static final String CODE = "{\"code_url\":\"" + CODE_URL + "\"}";

    private final PlayedServer wechatpay = new PlayedServer();
    private final MovableClock clock = new MovableClock();
    private final WechatpayConfig config =
            WechatpayFixtures.config(URI.create(wechatpay.base() + "/sandbox/"));
    private final WechatpayGateway gateway = WechatpayFixtures.gateway(config, clock);

    WechatpayGatewayTest() {
        clock.set(NOW);
    }

    @AfterEach
    void close() {
        wechatpay.close();
    }

    @Test
    void aCodeIsAskedForByASignedOrderInFen() throws IOException {
        wechatpay.says(signed(200, CODE));

        SessionAnswer answer = gateway.open(payment(), unopened(), Device.PC);

        assertThat(answer)
                .isEqualTo(
                        new SessionAnswer.Opened(
                                new GatewayPage.QrCode(CODE_URL),
                                new GatewaySession(FIRST.value(), CODE_URL, EXPIRES_AT)));
        Call call = wechatpay.calls().getFirst();
        assertThat(call.method() + " " + call.target())
                .isEqualTo("POST /sandbox" + ORDERS + "native");
        assertThat(JSON.readTree(call.body()))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"appid": "wxd678efh567hg6787", "mchid": "1900000001",
                                 "description": "龙井茶 +1件", "out_trade_no": "%s",
                                 "time_expire": "2026-01-01T11:00:00+08:00", "attach": "%s",
                                 "notify_url": "https://pay.shop.example/gateways/wechatpay/notify",
                                 "amount": {"total": 8800, "currency": "CNY"}}
                                """
                                        .formatted(FIRST, ORDER)));
        assertThat(call.header("Accept")).isEqualTo("application/json");
        assertThat(call.header("Content-type")).isEqualTo("application/json");
        assertThat(call.header("Wechatpay-serial")).isEqualTo(WechatpayFixtures.PUBLIC_KEY_ID);
        assertThat(isSigned(call, ORDERS + "native")).isTrue();
        assertThat(isSigned(call, "/sandbox" + ORDERS + "native")).isFalse();
    }

    @Test
    @Tag("S2-20")
    void aMiniProgramIsGivenWhatItCallsUpWith() throws IOException {
        wechatpay.says(signed(200, PREPAID));
        Payment payment = jsapi(unopened());

        SessionAnswer answer = gateway.callUp(payment, unopened(), OPENID);

        assertThat(answer).isInstanceOf(SessionAnswer.Opened.class);
        SessionAnswer.Opened opened = (SessionAnswer.Opened) answer;
        Map<String, String> up = ((GatewayPage.CallUp) opened.page()).parameters();
        assertThat(up.keySet())
                .containsExactly(
                        "appId", "timeStamp", "nonceStr", "package", "signType", "paySign");
        assertThat(up)
                .containsEntry("appId", WechatpayFixtures.APP_ID)
                .containsEntry("timeStamp", Long.toString(NOW.getEpochSecond()))
                .containsEntry("package", "prepay_id=wx201410272009395522657a690389285100")
                .containsEntry("signType", "RSA");
        String text =
                "%s\n%s\n%s\n%s\n"
                        .formatted(
                                up.get("appId"),
                                up.get("timeStamp"),
                                up.get("nonceStr"),
                                up.get("package"));
        assertThat(WechatpayFixtures.sign(text, WechatpayFixtures.PRIVATE_KEY))
                .isEqualTo(up.get("paySign"));
        Call call = wechatpay.calls().getFirst();
        assertThat(call.target()).isEqualTo("/sandbox" + ORDERS + "jsapi");
        assertThat(JSON.readTree(call.body()).at("/payer/openid").asText()).isEqualTo(OPENID);
        assertThat(session(answer).toString()).doesNotContain(OPENID);

        Attempt kept = unopened().with(session(answer));
        assertThat(gateway.resume(kept, OPENID)).isPresent();
        assertThat(gateway.resume(kept, "oSomebodyElse")).as("another buyer").isEmpty();
        assertThat(gateway.resume(kept)).as("a browser").isEmpty();
    }

    @Test
    void aCodeIsShownAgainWhileItLives() {
        assertThat(gateway.resume(opened())).hasValue(new GatewayPage.QrCode(CODE_URL));
        assertThat(gateway.resume(unopened())).isEmpty();
        assertThat(gateway.resume(opened(), OPENID)).as("a code calls nothing up").isEmpty();

        clock.set(EXPIRES_AT.minusSeconds(10));

        assertThat(gateway.resume(opened())).isEmpty();
    }

    @Test
    void aNearDeadlineIsPutOffAndAFarOneIsNot() {
        wechatpay.says(_ -> signedNow(200, CODE));
        clock.set(EXPIRES_AT.minusSeconds(20));
        assertThat(session(gateway.open(payment(), unopened(), Device.PC)).expiresAt())
                .isEqualTo(EXPIRES_AT.plusSeconds(40));

        clock.set(EXPIRES_AT.minus(Duration.ofDays(3)));
        assertThat(session(gateway.open(payment(), unopened(), Device.PC)).expiresAt())
                .isEqualTo(clock.instant().plus(Duration.ofHours(2)));
    }

    @ParameterizedTest
    @CsvSource({
        "400, PARAM_ERROR, order-data-refused",
        "400, APPID_MCHID_NOT_MATCH, account-refused",
        "400, MCH_NOT_EXISTS, account-refused",
        "401, SIGN_ERROR, account-refused",
        "403, NO_AUTH, account-refused",
        "403, OUT_TRADE_NO_USED, number-used",
        "404, SOMETHING_NEW, refused"
    })
    void aRefusalIsNoPayment(int status, String code, String reason) {
        wechatpay.says(signed(status, "{\"code\":\"%s\",\"message\":\"…\"}".formatted(code)));

        assertThat(gateway.open(payment(), unopened(), Device.PC))
                .isEqualTo(new SessionAnswer.Refused(reason, code));
        assertThat(gateway.callUp(jsapi(unopened()), unopened(), OPENID))
                .isEqualTo(new SessionAnswer.Refused(reason, code));
    }

    @ParameterizedTest
    @CsvSource({
        "400, APPID_MCHID_NOT_MATCH, 1",
        "400, MCH_NOT_EXISTS, 1",
        "401, SIGN_ERROR, 1",
        "401, SOMETHING_NEW, 1",
        "403, NO_AUTH, 1",
        "400, PARAM_ERROR, 0",
        "404, ORDER_NOT_EXIST, 0",
        "500, SYSTEM_ERROR, 0"
    })
    void keysAndAccountsThatWechatpayRefusesAreWarnedOf(int status, String code, int times)
            throws Exception {
        FakeWarnings warnings = new FakeWarnings();
        wechatpay.says(signed(status, "{\"code\":\"%s\",\"message\":\"…\"}".formatted(code)));

        WechatpayFixtures.client(config, clock, warnings).query(config.mchId(), FIRST.value());

        assertThat(warnings.noticed())
                .isEqualTo(Collections.nCopies(times, "keys-refused wechatpay"));
    }

    @ParameterizedTest
    @CsvSource({"500, SYSTEM_ERROR", "429, FREQUENCY_LIMITED", "302, FOUND"})
    void troubleAtWechatpayIsNoRefusal(int status, String code) {
        wechatpay.says(signed(status, "{\"code\":\"%s\"}".formatted(code)));

        assertThat(gateway.open(payment(), unopened(), Device.PC))
                .isEqualTo(new SessionAnswer.Unreachable());
    }

    /** Whoever stands between could have the buyer pay them. */
    @Test
    void aCodeThatIsNotSignedIsNotShown() {
        wechatpay.says(new Says(200, CODE));
        assertThat(gateway.open(payment(), unopened(), Device.PC))
                .isEqualTo(new SessionAnswer.Unreachable());

        Says other = signed(200, CODE.replace("NwY5Mz9", "NwY5Mz8"));
        wechatpay.says(new Says(200, other.headers(), CODE));
        assertThat(gateway.open(payment(), unopened(), Device.PC))
                .isEqualTo(new SessionAnswer.Unreachable());
    }

    @Test
    void aPaidOrderIsMoneyOfTheAmountThatWechatpayNames() {
        ObjectNode paid = transaction("SUCCESS");
        wechatpay.says(signed(200, paid.toString()));
        assertThat(gateway.query(payment(), opened()))
                .isEqualTo(
                        new GatewayAnswer.Paid(
                                new GatewayReference(WechatpayFixtures.TRANSACTION),
                                Money.of("88.00", "CNY"),
                                PAID_AT));
        Call call = wechatpay.calls().getFirst();
        String target = ORDERS + "out-trade-no/" + FIRST + "?mchid=1900000001";
        assertThat(call.method() + " " + call.target()).isEqualTo("GET /sandbox" + target);
        assertThat(isSigned(call, target)).isTrue();

        paid.withObject("/amount").put("total", 1);
        wechatpay.says(signed(200, paid.toString()));
        assertThat(gateway.query(payment(), opened()))
                .isInstanceOfSatisfying(
                        GatewayAnswer.Paid.class,
                        answer -> assertThat(answer.amount()).isEqualTo(Money.of("0.01", "CNY")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOTPAY", "USERPAYING", "ACCEPT", "PAYERROR", "REVOKED"})
    void whatIsNotPaidMayBeYet(String state) {
        wechatpay.says(signed(200, transaction(state).toString()));

        assertThat(gateway.query(payment(), opened())).isEqualTo(new GatewayAnswer.Pending(state));
    }

    @Test
    void aClosedOrderBringsNothing() {
        wechatpay.says(signed(200, transaction("CLOSED").toString()));

        assertThat(gateway.query(payment(), opened()))
                .isEqualTo(new GatewayAnswer.Unused("CLOSED"));
    }

    static Stream<Says> unknowns() {
        ObjectNode other = transaction("SUCCESS");
        ObjectNode noAmount = transaction("SUCCESS");
        noAmount.remove("amount");
        ObjectNode noId = transaction("SUCCESS");
        noId.remove("transaction_id");
        String paid = other.toString();
        return Stream.of(
                signed(200, transaction("REFUND").toString()),
                signed(200, transaction("success").toString()),
                signed(200, noAmount.toString()),
                signed(200, noId.toString()),
                signed(200, paid.replace(FIRST.value(), SECOND.value())),
                signed(200, paid.replace("1900000001", "1900000002")),
                signed(200, paid.replace("wxd678efh567hg6787", "wxd678efh567hg6788")),
                signed(200, "<html></html>"),
                signed(200, ""),
                signed(204, ""),
                new Says(200, paid),
                new Says(200, signed(200, paid + " ").headers(), paid),
                signed(404, "{\"code\":\"ORDER_NOT_EXIST\"}"),
                signed(500, "{\"code\":\"SYSTEM_ERROR\"}"));
    }

    @ParameterizedTest
    @MethodSource("unknowns")
    void whatIsNotClearIsUnknown(Says answer) {
        wechatpay.says(answer);

        assertThat(gateway.query(payment(), opened())).isInstanceOf(GatewayAnswer.Unknown.class);
    }

    @Test
    void anOrderThatNobodyWasSentToIsOverAfterAWhile() {
        wechatpay.says(signed(404, "{\"code\":\"ORDER_NOT_EXIST\"}"));
        assertThat(gateway.query(payment(), unopened()))
                .isEqualTo(new GatewayAnswer.Pending("ORDER_NOT_EXIST"));

        clock.set(STARTED_AT.plusSeconds(901));

        assertThat(gateway.query(payment(), unopened()))
                .isEqualTo(new GatewayAnswer.Unused("ORDER_NOT_EXIST"));
    }

    @Test
    void whatIsOpenIsAskedForClosedAndAskedForAgain() {
        wechatpay.says(
                call ->
                        call.target().endsWith("/close")
                                ? signed(204, "")
                                : signed(
                                        200,
                                        transaction(closes() == 0 ? "NOTPAY" : "CLOSED")
                                                .toString()));

        assertThat(gateway.close(payment(), opened()))
                .isEqualTo(new GatewayAnswer.Unused("CLOSED"));

        assertThat(wechatpay.calls())
                .extracting(Call::method)
                .containsExactly("GET", "POST", "GET");
        assertThat(wechatpay.calls().get(1).body()).isEqualTo("{\"mchid\":\"1900000001\"}");
    }

    @Test
    void whatIsPaidIsNotClosed() {
        wechatpay.says(signed(200, transaction("SUCCESS").toString()));

        assertThat(gateway.close(payment(), opened())).isInstanceOf(GatewayAnswer.Paid.class);
        assertThat(closes()).isZero();
    }

    @Test
    void whatIsPaidWhileItIsClosedIsMoney() {
        wechatpay.says(
                call ->
                        call.target().endsWith("/close")
                                ? signed(400, "{\"code\":\"ORDER_PAID\"}")
                                : signed(
                                        200,
                                        transaction(closes() == 0 ? "NOTPAY" : "SUCCESS")
                                                .toString()));

        assertThat(gateway.close(payment(), opened())).isInstanceOf(GatewayAnswer.Paid.class);
    }

    @Test
    void anOlderOrderIsClosedBeforeANewOneIsPlaced() {
        wechatpay.says(
                call ->
                        call.target().endsWith("native")
                                ? signed(200, CODE)
                                : call.target().endsWith("/close")
                                        ? signed(204, "")
                                        : signed(
                                                200,
                                                transaction(closes() == 0 ? "NOTPAY" : "CLOSED")
                                                        .toString()));

        assertThat(gateway.open(twice(opened()), second(), Device.PC))
                .isInstanceOf(SessionAnswer.Opened.class);

        assertThat(wechatpay.calls())
                .extracting(call -> call.target().replaceAll(".*/", ""))
                .containsExactly(
                        FIRST + "?mchid=1900000001",
                        "close",
                        FIRST + "?mchid=1900000001",
                        "native");
    }

    @Test
    void anOlderOrderThatWasPaidStandsInTheWay() {
        wechatpay.says(signed(200, transaction("SUCCESS").toString()));

        assertThat(gateway.open(twice(opened()), second(), Device.PC))
                .isInstanceOfSatisfying(
                        SessionAnswer.PaidBefore.class,
                        before -> assertThat(before.attempt()).isEqualTo(opened()));
    }

    @Test
    void anOlderOrderThatCannotBeClosedStandsInTheWay() {
        wechatpay.says(signed(500, "{\"code\":\"SYSTEM_ERROR\"}"));

        assertThat(gateway.open(twice(opened()), second(), Device.PC))
                .isEqualTo(new SessionAnswer.Unreachable());
        assertThat(wechatpay.calls()).hasSize(1);
    }

    @Test
    void whatNobodyCanPayIsNotClosed() {
        wechatpay.says(signed(200, CODE));
        Attempt ended = unopened().with(new GatewaySession(FIRST.value(), CODE_URL, NOW));
        Payment declined = PaymentFixtures.withState(twice(opened()), new Failed(Set.of(FIRST)));

        for (Payment payment : List.of(twice(unopened()), twice(ended), declined)) {
            assertThat(gateway.open(payment, second(), Device.PC))
                    .isInstanceOf(SessionAnswer.Opened.class);
        }
        assertThat(wechatpay.calls()).allMatch(call -> call.target().endsWith("native"));
    }

    @Test
    void aRefundIsAskedForAndAskedAfter() throws Exception {
        String refund =
                """
                {"refund_id": "50000000382019052709732678859", "out_refund_no": "R|1@2",
                 "transaction_id": "%s", "out_trade_no": "%s", "channel": "ORIGINAL",
                 "status": "PROCESSING", "create_time": "2026-01-01T10:03:00+08:00",
                 "amount": {"total": 8800, "refund": 300, "currency": "CNY"}}"""
                        .formatted(WechatpayFixtures.TRANSACTION, FIRST);
        wechatpay.says(signed(200, refund));
        WechatpayClient client = WechatpayFixtures.client(config, clock);
        Refund expected =
                new Refund(
                        "50000000382019052709732678859",
                        "R|1@2",
                        FIRST.value(),
                        WechatpayFixtures.TRANSACTION,
                        "PROCESSING",
                        Money.of("3.00", "CNY"),
                        Money.of("88.00", "CNY"),
                        null);
        URI notify = URI.create("https://pay.shop.example/gateways/wechatpay/notify");

        assertThat(
                        client.refund(
                                new RequestRefund(FIRST.value(), "R|1@2", "售完", notify, 300, 8800)))
                .isEqualTo(new Given<>(expected));
        assertThat(client.queryRefund("R|1@2")).isEqualTo(new Given<>(expected));

        Call asked = wechatpay.calls().getFirst();
        assertThat(JSON.readTree(asked.body()))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"out_trade_no": "%s", "out_refund_no": "R|1@2", "reason": "售完",
                                 "notify_url": "https://pay.shop.example/gateways/wechatpay/notify",
                                 "amount": {"refund": 300, "total": 8800, "currency": "CNY"}}"""
                                        .formatted(FIRST)));
        assertThat(wechatpay.calls().getLast().target())
                .isEqualTo("/sandbox/v3/refund/domestic/refunds/R%7C1@2");
        wechatpay.says(signed(403, "{\"code\":\"NOT_ENOUGH\",\"message\":\"…\"}"));
        assertThat(client.queryRefund("R|1@2")).isEqualTo(new Other<>(403, "NOT_ENOUGH"));
    }

    @Test
    void theDescriptionObeysBothReadingsOfItsLimit() {
        String name = "茶🍵\n" + "龙".repeat(200);
        String cut =
                WechatpayDescription.of(
                        List.of(
                                new OrderedItem(name, 1, Money.of("1.00", "CNY")),
                                new OrderedItem("b", 1, Money.of("1.00", "CNY"))),
                        "zh-CN");

        assertThat(cut).startsWith("茶 龙龙").endsWith("龙 +1件").doesNotContain("🍵");
        assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isBetween(122, 127);
        assertThat(WechatpayDescription.of(List.of(), "en")).isEqualTo("item");
    }

    private long closes() {
        return wechatpay.calls().stream().filter(c -> c.target().endsWith("/close")).count();
    }

    private Says signedNow(int status, String body) {
        return new Says(
                status,
                WechatpayFixtures.stamp(
                        body,
                        WechatpayFixtures.PUBLIC_KEY_ID,
                        WechatpayFixtures.PLATFORM_PRIVATE_KEY,
                        clock.instant()),
                body);
    }

    private static Payment jsapi(Attempt attempt) {
        return payment(
                PaymentMethod.WECHATPAY_JSAPI,
                WechatpayFixtures.PRICE,
                Map.of(attempt.number(), attempt));
    }

    private static Attempt second() {
        return Attempt.open(SECOND, WechatpayFixtures.MERCHANT, NOW);
    }

    private static Payment twice(Attempt older) {
        return payment(
                PaymentMethod.WECHATPAY_NATIVE,
                WechatpayFixtures.PRICE,
                Map.of(FIRST, older, SECOND, second()));
    }

    private static GatewaySession session(SessionAnswer answer) {
        assertThat(answer).isInstanceOf(SessionAnswer.Opened.class);
        return Objects.requireNonNull(((SessionAnswer.Opened) answer).session());
    }

    private static boolean isSigned(Call call, String target) {
        String header = call.header("Authorization");
        String text =
                "%s\n%s\n%s\n%s\n%s\n"
                        .formatted(
                                call.method(),
                                target,
                                part(header, "timestamp"),
                                part(header, "nonce_str"),
                                call.body());
        return header.startsWith("WECHATPAY2-SHA256-RSA2048 mchid=\"1900000001\"")
                && part(header, "serial_no").equals(WechatpayFixtures.SERIAL)
                && WechatpayFixtures.sign(text, WechatpayFixtures.PRIVATE_KEY)
                        .equals(part(header, "signature"));
    }

    private static String part(String header, String name) {
        return header.replaceAll(".*" + name + "=\"([^\"]*)\".*", "$1");
    }
}
