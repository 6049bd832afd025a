package io.cashbell.payment.gateway.ecpay;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.MERCHANT;
import static io.cashbell.payment.PaymentFixtures.PRICE;
import static io.cashbell.payment.PaymentFixtures.SECOND;
import static io.cashbell.payment.PaymentFixtures.STARTED_AT;
import static io.cashbell.payment.PaymentFixtures.attempt;
import static io.cashbell.payment.PaymentFixtures.opened;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.cashbell.payment.FakeWarnings;
import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.Instructions;
import io.cashbell.payment.Money;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentFixtures;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.PaymentState;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import io.cashbell.payment.PaymentState.AwaitingTransfer;
import io.cashbell.payment.gateway.GatewayAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ECPay answers when it is asked how a trade stands, and what we make of it. */
class EcpayQueryTest {

    private final Clock clock = Clock.fixed(STARTED_AT.plusSeconds(600), ZoneOffset.UTC);
    private HttpServer ecpay;
    private final FakeWarnings warnings = new FakeWarnings();
    private EcpayGateway gateway;
    private EcpayClient client;
    private volatile int status = 200;
    private volatile String answer = "";
    private volatile String asked = "";
    private volatile String number = "";
    private final AtomicInteger numberQueries = new AtomicInteger();
    private final AtomicInteger times = new AtomicInteger();

    @BeforeEach
    void open() throws IOException {
        ecpay = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ecpay.createContext(
                "/ecpay/Cashier/QueryTradeInfo/V5",
                exchange -> {
                    asked =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    times.incrementAndGet();
                    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        ecpay.createContext(
                "/ecpay/Cashier/QueryPaymentInfo",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    numberQueries.incrementAndGet();
                    byte[] body = number.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        ecpay.start();
        EcpayConfig config =
                new EcpayConfig(
                        URI.create("http://localhost:" + ecpay.getAddress().getPort() + "/ecpay"),
                        MERCHANT,
                        "pwFHCqoQZGmho4w6",
                        "EkRm7iFT261dpevs",
                        false,
                        Duration.ofSeconds(5));
        gateway = EcpayFixtures.gateway(config, clock);
        client = EcpayFixtures.client(config, clock, warnings);
    }

    @AfterEach
    void close() {
        ecpay.stop(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10200073|CheckMacValue Error",
                "RtnCode=10200073&RtnMsg=CheckMacValue Error",
                "MerchantID=3002607&TradeStatus=10200073&TradeNo=",
                "{\"RtnCode\":\"10200073\"}"
            })
    void keysThatEcpayRefusesAreWarnedOf(String refusal) throws Exception {
        answer = refusal;

        assertThat(client.queryTradeInfo(MERCHANT, FIRST.value())).isEmpty();

        assertThat(warnings.noticed()).containsExactly("keys-refused ecpay");
    }

    @Test
    void aTradeWhoseNumberLooksLikeThatCodeIsNot() throws Exception {
        answer = "MerchantID=3002607&TradeStatus=0&TradeNo=10200073&TradeAmt=10200073";

        client.queryTradeInfo(MERCHANT, FIRST.value());

        assertThat(warnings.noticed()).isEmpty();
    }

    @Test
    void aPaidTradeIsMoney() {
        says(trade("1"));

        assertThat(query())
                .isEqualTo(
                        new GatewayAnswer.Paid(
                                new GatewayReference("2601011000001234"),
                                PRICE,
                                Instant.parse("2026-01-01T02:03:00Z")));
        assertThat(asked)
                .startsWith("CheckMacValue=")
                .contains("&MerchantID=3002607&MerchantTradeNo=FIRSTATTEMPT00000001&TimeStamp=")
                .endsWith(Long.toString(clock.instant().getEpochSecond()));
    }

    /** Found on the stage system: decoded as a form, this signature would never hold. */
    @Test
    void aPlusInAProductsNameIsAPlus() {
        SequencedMap<String, String> trade = trade("1");
        trade.put("ItemName", "茶+杯 100% x 2");
        says(trade);

        assertThat(query()).isInstanceOf(GatewayAnswer.Paid.class);
    }

    @Test
    void anAnswerThatIsEncodedAllTheSameIsRead() {
        SequencedMap<String, String> trade = trade("1");
        trade.put("ItemName", "茶 杯");
        answer = signed(trade, true);

        assertThat(query()).isInstanceOf(GatewayAnswer.Paid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10200047"})
    void whatIsNotPaidMayBeYet(String code) {
        says(trade(code));

        assertThat(query()).isEqualTo(new GatewayAnswer.Pending(code));
    }

    @Test
    void anAbandonedTradeBringsNothing() {
        says(trade("10200095"));

        assertThat(query()).isEqualTo(new GatewayAnswer.Declined("abandoned", "10200095"));
    }

    @Test
    void aCodeOfNoDocumentIsUnknown() {
        says(trade("77"));

        assertThat(query()).isInstanceOf(GatewayAnswer.Unknown.class);
    }

    @Test
    void theAmountIsTheGatewaysNotOurs() {
        SequencedMap<String, String> trade = trade("1");
        trade.put("TradeAmt", "1");
        says(trade);

        assertThat(query())
                .isInstanceOfSatisfying(
                        GatewayAnswer.Paid.class,
                        paid -> assertThat(paid.amount()).isEqualTo(Money.of("1", "TWD")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MerchantTradeNo", "MerchantID"})
    void anAnswerAboutSomethingElseIsUnknown(String field) {
        SequencedMap<String, String> trade = trade("1");
        trade.put(field, "OTHER0000000000000");
        says(trade);

        assertThat(query()).isEqualTo(new GatewayAnswer.Unknown("unreadable"));
    }

    @Test
    void anAnswerThatIsNotSignedIsUnknown() {
        answer = signed(trade("1"), false).replace("TradeAmt=1200", "TradeAmt=1201");

        assertThat(query()).isEqualTo(new GatewayAnswer.Unknown("unreadable"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<!doctype html><title>502</title>",
                "TradeStatus=1",
                "a=b&a=c",
                "=",
                "TradeStatus"
            })
    void anAnswerThatCannotBeReadIsUnknown(String text) {
        answer = text;

        assertThat(query()).isEqualTo(new GatewayAnswer.Unknown("unreadable"));
    }

    @Test
    void troubleAtEcpayIsNoFailureOfThePayment() {
        says(trade("1"));
        status = 500;

        assertThat(query()).isInstanceOf(GatewayAnswer.Unknown.class);
    }

    @Test
    void whoeverAskedTooOftenLeavesEcpayAlone() {
        says(trade("1"));
        status = 403;

        assertThat(query()).isInstanceOf(GatewayAnswer.Unknown.class);
        status = 200;
        assertThat(query()).isEqualTo(new GatewayAnswer.Unknown("no-answer"));
        assertThat(times).hasValue(1);
    }

    @Test
    void aNumberWhoseNoticeWasLostIsAskedFor() {
        says(trade("0"));
        SequencedMap<String, String> issued = EcpayFixtures.account(PaymentFixtures.ORDER, FIRST);
        number = signed(issued, false);

        assertThat(gateway.query(byAtm(new AwaitingCustomer()), attempt(FIRST)))
                .isEqualTo(
                        new GatewayAnswer.Pending(
                                "2",
                                Instructions.transfer(
                                        "004",
                                        "3833546239047825",
                                        Instant.parse("2026-01-04T15:59:59Z"))));
    }

    /** Whichever of several numbers the buyer got last. */
    @ParameterizedTest
    @MethodSource("sinceANumberWasTold")
    void aNumberThatIsKnownIsNotAskedForAgain(PaymentState state) {
        says(trade("0"));

        assertThat(gateway.query(byAtm(state), attempt(FIRST).withInstructions()))
                .isEqualTo(new GatewayAnswer.Pending("0"));
        assertThat(numberQueries).hasValue(0);
    }

    static Stream<PaymentState> sinceANumberWasTold() {
        return Stream.of(
                new AwaitingTransfer(FIRST),
                new AwaitingTransfer(SECOND),
                new PaymentState.Failed(Set.of(SECOND)),
                new PaymentState.Cancelled());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0|no such trade",
                "MerchantID=3002607&MerchantTradeNo=FIRSTATTEMPT00000001&RtnCode=2",
            })
    void whereNoNumberIsToldTheTradeIsPendingAllTheSame(String answered) {
        says(trade("0"));
        number = answered;

        assertThat(gateway.query(byAtm(new AwaitingCustomer()), attempt(FIRST)))
                .isEqualTo(new GatewayAnswer.Pending("0"));
        assertThat(numberQueries).hasValue(1);
    }

    @Test
    void aTradeOfWhichWeKnowTheNumberAloneBringsItsOrder() {
        SequencedMap<String, String> trade = trade("1");
        trade.put("CustomField1", PaymentFixtures.ORDER.value());
        says(trade);

        assertThat(gateway.query(FIRST))
                .hasValueSatisfying(
                        notice -> {
                            assertThat(notice.orderId()).isEqualTo(PaymentFixtures.ORDER);
                            assertThat(notice.claim().amount()).isEqualTo(PRICE);
                            assertThat(notice.claim().attempt()).isEqualTo(FIRST);
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10200047", "10200095", "77"})
    void aTradeThatIsNotPaidBringsNothingToSettle(String code) {
        says(trade(code));

        assertThat(gateway.query(FIRST)).isEmpty();
    }

    private static Payment byAtm(PaymentState state) {
        Payment card = PaymentFixtures.withState(opened(), state);
        return new Payment(
                card.id(),
                card.orderId(),
                PaymentMethod.ECPAY_ATM,
                card.amount(),
                card.items(),
                card.locale(),
                card.accessTokenHash(),
                card.expiresAt(),
                card.state(),
                card.attempts(),
                card.disputes());
    }

    private GatewayAnswer query() {
        return gateway.query(opened(), attempt(FIRST));
    }

    private void says(SequencedMap<String, String> trade) {
        answer = signed(trade, false);
    }

    private static SequencedMap<String, String> trade(String status) {
        SequencedMap<String, String> trade = new LinkedHashMap<>();
        trade.put("CustomField1", "");
        trade.put("HandlingCharge", "24");
        trade.put("ItemName", "阿里山高山烏龍 x 2");
        trade.put("MerchantID", MERCHANT);
        trade.put("MerchantTradeNo", FIRST.value());
        trade.put("PaymentDate", "2026/01/01 10:03:00");
        trade.put("PaymentType", "Credit_CreditCard");
        trade.put("PaymentTypeChargeFee", "24");
        trade.put("StoreID", "");
        trade.put("TradeAmt", "1200");
        trade.put("TradeDate", "2026/01/01 10:00:00");
        trade.put("TradeNo", "2601011000001234");
        trade.put("TradeStatus", status);
        return trade;
    }

    private static String signed(SequencedMap<String, String> trade, boolean encoded) {
        Map<String, String> all = new LinkedHashMap<>(trade);
        all.put("CheckMacValue", EcpayFixtures.signature(trade));
        return all.entrySet().stream()
                .map(
                        field ->
                                field.getKey()
                                        + "="
                                        + (encoded
                                                ? URLEncoder.encode(
                                                        field.getValue(), StandardCharsets.UTF_8)
                                                : field.getValue()))
                .collect(Collectors.joining("&"));
    }
}
