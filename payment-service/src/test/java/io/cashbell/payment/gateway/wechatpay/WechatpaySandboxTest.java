package io.cashbell.payment.gateway.wechatpay;

import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.JSON;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.OPENID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.local.gateway.Fault;
import io.cashbell.local.gateway.GatewaySandbox;
import io.cashbell.payment.Attempt;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.BusinessDay;
import io.cashbell.payment.FakeWarnings;
import io.cashbell.payment.Money;
import io.cashbell.payment.MovableClock;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentFixtures;
import io.cashbell.payment.PaymentId;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import io.cashbell.payment.RefundId;
import io.cashbell.payment.RefundNumber;
import io.cashbell.payment.ShopAddresses;
import io.cashbell.payment.gateway.Device;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.GatewayCallback.Reading;
import io.cashbell.payment.gateway.GatewayPage;
import io.cashbell.payment.gateway.GatewayRequest;
import io.cashbell.payment.gateway.NoStatementException;
import io.cashbell.payment.gateway.PlayedServer;
import io.cashbell.payment.gateway.PlayedServer.Call;
import io.cashbell.payment.gateway.PlayedServer.Says;
import io.cashbell.payment.gateway.RefundAnswer;
import io.cashbell.payment.gateway.RefundLine;
import io.cashbell.payment.gateway.RefusalReason;
import io.cashbell.payment.gateway.SessionAnswer;
import io.cashbell.payment.gateway.StatementLine;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.Given;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.Refund;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.RequestRefund;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The connector and the sandbox, which share no code, in each mode of keys. */
@Timeout(60)
class WechatpaySandboxTest {

    private static final Money PRICE = Money.of("88.00", "CNY");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final GatewaySandbox sandbox = GatewaySandbox.start(0, null, Map.of());
    private final Map<String, String> variables = sandbox.environment();
    private final PlayedServer shop = new PlayedServer();
    private final MovableClock clock = new MovableClock();
    private final SecureRandom random = new SecureRandom();

    WechatpaySandboxTest() {
        clock.set(Instant.now());
        shop.says(new Says(204, ""));
    }

    @AfterEach
    void stop() {
        sandbox.close();
        shop.close();
    }

    /** A connector with everything it is made of. */
    private final class Connector {
        private final WechatpayConfig config;
        private final WechatpayAuth auth;
        private final FakeWarnings warnings = new FakeWarnings();
        private final WechatpayTrust trust;
        private final WechatpayClient client;
        private final WechatpayGateway gateway;
        private final WechatpayCallback callback;

        Connector(WechatpayKeyMode mode) {
            boolean publicKey = mode.hasPublicKey();
            config =
                    new WechatpayConfig(
                            URI.create(variable("BASE_URL")),
                            variable("APP_ID"),
                            variable("MCH_ID"),
                            variable("API_V3_KEY"),
                            variable("PRIVATE_KEY"),
                            variable("SERIAL"),
                            mode,
                            publicKey ? variable("PUBLIC_KEY_ID") : null,
                            publicKey ? variable("PUBLIC_KEY") : null,
                            1,
                            5_000_000,
                            Duration.ofSeconds(5));
            auth = new WechatpayAuth(config);
            WechatpayWire wire = new WechatpayWire(config, auth, new SimpleMeterRegistry(), clock);
            trust = new WechatpayTrust(config, auth, wire, warnings, clock);
            client = new WechatpayClient(wire, trust, warnings);
            ShopAddresses addresses =
                    new ShopAddresses(shop.base(), URI.create("http://localhost:1"));
            gateway =
                    new WechatpayGateway(
                            config,
                            auth,
                            client,
                            new WechatpayOrders(config, client, clock),
                            new WechatpayRefunds(
                                    WechatpayFixtures.REFUNDS, client, addresses, clock),
                            addresses,
                            clock);
            callback = new WechatpayCallback(auth, trust, clock);
        }
    }

    @ParameterizedTest
    @EnumSource(WechatpayKeyMode.class)
    void anOrderGoesItsWholeWayInEachMode(WechatpayKeyMode mode) {
        mode(mode.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        Connector connector = new Connector(mode);
        Attempt attempt = attempt(connector);
        Payment payment = payment(PaymentMethod.WECHATPAY_NATIVE, attempt);

        SessionAnswer opened = connector.gateway.open(payment, attempt, Device.PC);
        assertThat(opened).isInstanceOf(SessionAnswer.Opened.class);
        String code = ((GatewayPage.QrCode) ((SessionAnswer.Opened) opened).page()).text();
        assertThat(connector.gateway.query(payment, attempt))
                .isEqualTo(new GatewayAnswer.Pending("NOTPAY"));
        // In the mode between, the one and the other signs.
        control("POST", "scan", "{\"code_url\": \"" + code + "\"}");
        control("POST", "trades/" + attempt.number() + "/pay", "{\"callbacks\": 1}");

        for (Call notice : heard(2)) {
            assertThat(connector.callback.read(request(notice)))
                    .isInstanceOfSatisfying(
                            Reading.Verified.class,
                            verified -> {
                                assertThat(verified.notice().orderId())
                                        .isEqualTo(payment.orderId());
                                assertThat(verified.notice().claim().amount()).isEqualTo(PRICE);
                                assertThat(verified.notice().claim().merchant())
                                        .isEqualTo(connector.gateway.merchant());
                            });
        }
        assertThat(connector.gateway.query(payment, attempt))
                .isInstanceOf(GatewayAnswer.Paid.class);
        assertThat(connector.gateway.close(payment, attempt))
                .isInstanceOf(GatewayAnswer.Paid.class);
    }

    @Test
    void aSecondLiveCertificateIsKnownAndTheThirdIsLookedFor() {
        mode("certificate");
        Connector connector = new Connector(WechatpayKeyMode.CERTIFICATE);
        Attempt attempt = attempt(connector);
        Payment payment = payment(PaymentMethod.WECHATPAY_NATIVE, attempt);
        connector.gateway.open(payment, attempt, Device.PC);
        String pay = "trades/" + attempt.number() + "/pay";
        control("POST", pay, "{\"callbacks\": 1}");
        assertThat(connector.callback.read(request(heard(1).getLast())))
                .isInstanceOf(Reading.Verified.class);

        control("POST", "keys/rotate", "");
        control("POST", pay, "{\"callbacks\": 1}");
        assertThat(connector.callback.read(request(heard(2).getLast())))
                .isInstanceOf(Reading.Verified.class);

        control("POST", "keys/rotate", "");
        control("POST", pay, "{\"callbacks\": 1}");
        GatewayRequest third = request(heard(3).getLast());
        assertThat(connector.callback.read(third))
                .as("nobody is made to ask again and again")
                .isEqualTo(new Reading.Refused(RefusalReason.UNKNOWN_KEY));
        clock.set(clock.instant().plusSeconds(61));
        assertThat(connector.callback.read(third)).isInstanceOf(Reading.Verified.class);
    }

    /** A slow answer is given up like one that is lost. */
    @ParameterizedTest
    @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "SLOW")
    void withoutCertificatesNothingIsBelievedAndTheyAreAskedForOnceMore(Fault fault) {
        mode("certificate");
        Connector connector = new Connector(WechatpayKeyMode.CERTIFICATE);
        ObjectNode order = JSON.createObjectNode();
        order.put("operation", "certificates").put("fault", fault.spelled()).put("times", 1);
        control("POST", "faults", order.toString());

        assertThat(opened(connector)).isInstanceOf(SessionAnswer.Unreachable.class);
        assertThat(control("GET", "faults", "").path("items")).isEmpty();
        assertThat(opened(connector)).as("soon").isInstanceOf(SessionAnswer.Unreachable.class);
        clock.set(clock.instant().plusSeconds(61));
        assertThat(opened(connector)).isInstanceOf(SessionAnswer.Opened.class);
    }

    /** The sandbox's hold for five years. */
    @Test
    void certificatesAreKnownToEnd() {
        mode("certificate");
        Connector connector = new Connector(WechatpayKeyMode.CERTIFICATE);
        assertThat(opened(connector)).isInstanceOf(SessionAnswer.Opened.class);

        Instant now = clock.instant();
        assertThat(connector.trust.endBy(now.plus(Duration.ofDays(3)))).isFalse();
        assertThat(connector.trust.endBy(now.plus(Duration.ofDays(6 * 365)))).isTrue();
        assertThat(connector.warnings.noticed()).isEmpty();
    }

    private SessionAnswer opened(Connector connector) {
        Attempt attempt = attempt(connector);
        return connector.gateway.open(
                payment(PaymentMethod.WECHATPAY_NATIVE, attempt), attempt, Device.PC);
    }

    @Test
    void withThePublicKeyAloneNoCertificateIsBelieved() {
        mode("certificate");
        Connector connector = new Connector(WechatpayKeyMode.PUBLIC_KEY);
        Attempt attempt = attempt(connector);

        assertThat(
                        connector.gateway.open(
                                payment(PaymentMethod.WECHATPAY_NATIVE, attempt),
                                attempt,
                                Device.PC))
                .isEqualTo(new SessionAnswer.Unreachable());
        assertThat(connector.warnings.noticed()).containsExactly("key-unknown wechatpay");
    }

    @Test
    void aMiniProgramsCallUpOpensThePaymentWindow() {
        Connector connector = new Connector(WechatpayKeyMode.PUBLIC_KEY);
        Attempt attempt = attempt(connector);
        Payment payment = payment(PaymentMethod.WECHATPAY_JSAPI, attempt);

        SessionAnswer opened = connector.gateway.callUp(payment, attempt, OPENID);
        var up = ((GatewayPage.CallUp) ((SessionAnswer.Opened) opened).page()).parameters();
        control("POST", "request-payment", JSON.valueToTree(up).toString());

        assertThat(connector.callback.read(request(heard(1).getFirst())))
                .isInstanceOf(Reading.Verified.class);
    }

    @Test
    void anOrderIsClosedOnce() {
        Connector connector = new Connector(WechatpayKeyMode.PUBLIC_KEY);
        Attempt attempt = attempt(connector);
        Payment payment = payment(PaymentMethod.WECHATPAY_NATIVE, attempt);
        connector.gateway.open(payment, attempt, Device.PC);

        assertThat(connector.gateway.close(payment, attempt))
                .isEqualTo(new GatewayAnswer.Unused("CLOSED"));
        assertThat(connector.gateway.close(payment, attempt))
                .isEqualTo(new GatewayAnswer.Unused("CLOSED"));
    }

    @Test
    void moneyIsGivenBackOnceHoweverOftenItIsAskedFor() throws Exception {
        Connector connector = new Connector(WechatpayKeyMode.PUBLIC_KEY);
        Attempt attempt = attempt(connector);
        Payment payment = payment(PaymentMethod.WECHATPAY_NATIVE, attempt);
        connector.gateway.open(payment, attempt, Device.PC);
        control("POST", "trades/" + attempt.number() + "/pay", "{\"callbacks\": 0}");
        String number =
                RefundNumber.of(payment.orderId(), new RefundId("a-refund-of-three-yuan")).value();
        RequestRefund request =
                new RequestRefund(
                        attempt.number().value(),
                        number,
                        "售完",
                        URI.create(shop.base() + "/gateways/wechatpay/notify"),
                        300,
                        8800);

        Refund first = given(connector.client.refund(request));
        Refund second = given(connector.client.refund(request));
        assertThat(first.status()).isEqualTo("PROCESSING");
        assertThat(second).isEqualTo(first);
        control("POST", "refunds/" + number + "/succeed", "");

        assertThat(given(connector.client.queryRefund(number)).status()).isEqualTo("SUCCESS");
        GatewayRequest notice = request(heard(1).getFirst());
        assertThat(connector.callback.read(notice))
                .isInstanceOfSatisfying(
                        Reading.OfRefund.class,
                        read -> {
                            assertThat(read.notice().number().value()).isEqualTo(number);
                            assertThat(read.notice().amount()).isEqualTo(Money.of("3.00", "CNY"));
                            assertThat(read.notice().answer())
                                    .isInstanceOf(RefundAnswer.Returned.class);
                        });
        assertThat(connector.gateway.query(payment, attempt))
                .as("paid, and given back in part: a person looks")
                .isEqualTo(new GatewayAnswer.Unknown("REFUND"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theBillOfADayIsReadWholeAndNamesWhatSomebodyGaveBackByHand(boolean gzip) throws Exception {
        Connector connector = new Connector(WechatpayKeyMode.PUBLIC_KEY);
        Attempt attempt = attempt(connector);
        Payment payment = payment(PaymentMethod.WECHATPAY_NATIVE, attempt);
        connector.gateway.open(payment, attempt, Device.PC);
        control("POST", "trades/" + attempt.number() + "/pay", "{\"callbacks\": 0}");
        given(
                connector.client.refund(
                        new RequestRefund(
                                attempt.number().value(),
                                "by-hand-in-the-platform",
                                null,
                                URI.create(shop.base() + "/gateways/wechatpay/notify"),
                                300,
                                8800)));
        BusinessDay day = BusinessDay.of(Instant.now(), PRICE.currency());
        WechatpayStatement statement =
                new WechatpayStatement(
                        connector.config,
                        new WechatpayBillConfig(gzip, Duration.ofSeconds(5), 1_000_000),
                        connector.client,
                        new WechatpayOrders(connector.config, connector.client, clock));
        List<StatementLine> lines = new ArrayList<>();
        List<RefundLine> refunds = new ArrayList<>();

        assertThatThrownBy(() -> statement.read(day, lines::add, refunds::add))
                .isInstanceOfSatisfying(
                        NoStatementException.class,
                        none -> assertThat(none.reason()).isEqualTo("not-ready"));
        send("POST", "/control/clock", "{\"advanceSeconds\": 172800}");
        statement.read(day, lines::add, refunds::add);

        assertThat(lines)
                .extracting(
                        StatementLine::attempt,
                        StatementLine::amount,
                        StatementLine::paid,
                        StatementLine::orderId)
                .containsExactly(tuple(attempt.number().value(), PRICE, true, payment.orderId()));
        assertThat(refunds)
                .extracting(RefundLine::number, RefundLine::amount, RefundLine::orderId)
                .containsExactly(
                        tuple(
                                "by-hand-in-the-platform",
                                Money.of("3.00", "CNY"),
                                payment.orderId()));
        BusinessDay empty = new BusinessDay(day.date().minusDays(5), PRICE.currency());
        statement.read(empty, lines::add, refunds::add);
        assertThat(lines).as("nothing happened then").hasSize(1);
    }

    private static Refund given(WechatpayMessages.Answer<Refund> answer) {
        assertThat(answer).isInstanceOf(Given.class);
        return ((Given<Refund>) answer).message();
    }

    private Attempt attempt(Connector connector) {
        return Attempt.open(
                AttemptNumber.next(random), connector.gateway.merchant(), clock.instant());
    }

    private Payment payment(PaymentMethod method, Attempt attempt) {
        return new Payment(
                new PaymentId("01jexamplepayment00000000a"),
                PaymentFixtures.ORDER,
                method,
                PRICE,
                List.of(),
                "zh-CN",
                PaymentFixtures.TOKEN_HASH,
                clock.instant().plusSeconds(3600),
                new AwaitingCustomer(),
                Map.of(attempt.number(), attempt),
                Set.of());
    }

    private String variable(String name) {
        return variables.getOrDefault("WECHATPAY_" + name, "");
    }

    private void mode(String mode) {
        ObjectNode wish = JSON.createObjectNode().put("mode", mode);
        control("PUT", "keys", wish.toString());
    }

    private JsonNode control(String method, String path, String body) {
        return send(method, "/control/wechatpay/" + path, body);
    }

    private JsonNode send(String method, String path, String body) {
        try {
            HttpResponse<String> answer =
                    HTTP.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://localhost:" + sandbox.port() + path))
                                    .header("Content-Type", "application/json")
                                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
            return JSON.readTree(answer.body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** So many notices, waited for. */
    private List<Call> heard(int count) {
        long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (shop.calls().size() < count) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(giveUp);
            LockSupport.parkNanos(5_000_000);
        }
        assertThat(shop.calls()).hasSize(count);
        return shop.calls();
    }

    private static GatewayRequest request(Call call) {
        return new GatewayRequest(
                call.body().getBytes(StandardCharsets.UTF_8), name -> header(call, name));
    }

    private static @Nullable String header(Call call, String name) {
        return call.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(header -> header.getValue().getFirst())
                .findFirst()
                .orElse(null);
    }
}
