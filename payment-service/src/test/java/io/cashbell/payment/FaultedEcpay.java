package io.cashbell.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.gateway.GatewaySandbox;
import io.cashbell.local.process.Resources;
import io.cashbell.payment.PaymentState.AwaitingTransfer;
import io.cashbell.payment.PaymentState.Expired;
import io.cashbell.payment.PaymentState.Failed;
import io.cashbell.payment.RefundState.Refunded;
import io.cashbell.payment.RefundState.Requested;
import io.cashbell.payment.gateway.ecpay.EcpayFixtures;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** ECPay: its notices tell, its answers to our questions tell what they did not. */
final class FaultedEcpay extends FaultedShop {

    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");
    private static final Pattern FIELD =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");
    private static final String CREATE = "/ecpay/Cashier/AioCheckOut/V5";

    /** Of every story another day. */
    private int daysClosed;

    /** How far the shop is ahead in truth, while it lives half an hour ago. */
    private @Nullable Duration now;

    FaultedEcpay(Resources resources) {
        this(resources, GatewaySandbox.start(0, null, Map.of()));
    }

    private FaultedEcpay(Resources resources, GatewaySandbox sandbox) {
        super(
                "ecpay",
                "TWD",
                resources,
                sandbox,
                Map.of(
                        "ECPAY_METHODS",
                        "ecpay-credit,ecpay-atm",
                        "ECPAY_BASE_URL",
                        "http://localhost:" + sandbox.port() + "/ecpay",
                        "ECPAY_CREDIT_CHECK_CODE",
                        "59997889",
                        "ECPAY_UNION_PAY",
                        "0",
                        "test.shifted-clock",
                        "true"));
    }

    @Override
    Map<String, Story> operations() {
        return Map.of(
                "create", this::create,
                "query", this::query,
                "payment-info", this::paymentInfo,
                "do-action", this::refunded,
                "card-query", this::refunded,
                "media", this::media);
    }

    private OrderId create(Callable<?> goWrong) throws Exception {
        OrderId order = placed(PaymentMethod.ECPAY_CREDIT);
        String form = EcpayFixtures.form(form(order));
        goWrong.call();
        try {
            send("POST", CREATE, EcpayFixtures.FORM, form);
        } catch (IOException cutOff) {
            // Half a page, or none: the buyer goes back and tries again.
        }
        pay(open(order), "{}");
        until("it is paid", order, () -> isPaid(order));
        return order;
    }

    private OrderId query(Callable<?> goWrong) throws Exception {
        OrderId order = placed(PaymentMethod.ECPAY_CREDIT);
        pay(open(order), "{\"callbacks\": 0}");
        goWrong.call();
        until("it is found paid", order, () -> isPaid(order));
        return order;
    }

    private OrderId paymentInfo(Callable<?> goWrong) throws Exception {
        OrderId order = placed(PaymentMethod.ECPAY_ATM);
        AttemptNumber attempt = open(order);
        act(attempt, "issue", "{\"callbacks\": 0}");
        goWrong.call();
        double before = asked("403");
        until(
                "the number is found, or nobody asks any more",
                order,
                () ->
                        shop().payment(order).state() instanceof AwaitingTransfer
                                || asked("403") > before);
        if (asked("403") > before) {
            spend();
        }
        pay(attempt, "{}");
        until("it is paid", order, () -> isPaid(order));
        return order;
    }

    private OrderId refunded(Callable<?> goWrong) throws Exception {
        goOnTo("10:00");
        OrderId order = placed(PaymentMethod.ECPAY_CREDIT);
        pay(open(order), "{}");
        until("it is paid", order, () -> isPaid(order));
        goWrong.call();
        refundOf(order);
        until("it is back", order, () -> refund(order) instanceof Refunded);
        return order;
    }

    /** A day is closed as a whole or not at all; the order is another day's. */
    private OrderId media(Callable<?> goWrong) throws Exception {
        OrderId order = query(() -> true);
        daysClosed++;
        LocalDate day =
                shop().bean(Clock.class)
                        .instant()
                        .atZone(TAIPEI)
                        .toLocalDate()
                        .minusDays(daysClosed);
        goWrong.call();
        askForClose(day);
        until("the record was asked for", order, () -> faultsAhead().isEmpty());
        until("the close is over", order, () -> !closeOf(day).isEmpty());
        muchLater();
        askForClose(day);
        until("the day is closed", order, () -> closeOf(day).equals("closed"));
        return order;
    }

    private void askForClose(LocalDate day) throws IOException, InterruptedException {
        assertThat(
                        shop().post(
                                        "/api/admin/reconciliations",
                                        "{\"date\": \"%s\", \"gateway\": \"ecpay\"}".formatted(day),
                                        "Bearer " + LiveShop.ADMIN_TOKEN)
                                .statusCode())
                .isEqualTo(202);
    }

    /** Empty while there is none. */
    private String closeOf(LocalDate day) throws IOException, InterruptedException {
        for (JsonNode one : shop().admin("GET", "/reconciliations?limit=100").path("items")) {
            if (one.path("date").asText().equals(day.toString())) {
                return one.at("/gateways/0/state").asText();
            }
        }
        return "";
    }

    @Override
    Map<String, Story> tellings() {
        Map<String, Story> all = new LinkedHashMap<>();
        for (String forgery :
                new String[] {"mac", "unsigned", "keys", "amount", "merchant", "tradeNo"}) {
            all.put("forgery " + forgery, _ -> forged(forgery));
        }
        all.put("twice", _ -> paid("{\"callbacks\": 3}"));
        all.put("never", _ -> paid("{\"callbacks\": 0}"));
        all.put("an hour late", _ -> late());
        all.put("another amount", _ -> anotherAmount());
        all.put("simulated", _ -> simulated());
        all.put("a failure", _ -> failure());
        all.put("a failure first", _ -> failureFirst());
        all.put("an old failure after the money", _ -> oldFailure());
        all.put("the money before its number", _ -> moneyBeforeNumber());
        all.put("the buyer walks away", _ -> walksAway());
        all.put("after the order's end", _ -> tooLate());
        all.put("asked too often", _ -> throttled());
        all.put("a refund at the closing", _ -> atTheClosing());
        return all;
    }

    private OrderId forged(String forgery) throws Exception {
        OrderId order = placed(PaymentMethod.ECPAY_CREDIT);
        AttemptNumber attempt = open(order);
        pay(attempt, "{\"forgery\": \"" + forgery + "\"}");
        LiveShop.until("it is answered", () -> answers(attempt).size() == 1);
        assertThat(answers(attempt).get(0).asText()).startsWith("0|");
        assertThat(isPaid(order)).isFalse();
        pay(attempt, "{}");
        until("the truth is believed", order, () -> isPaid(order));
        return order;
    }

    private JsonNode answers(AttemptNumber attempt) {
        try {
            return control("GET", "/control/ecpay/trades/" + attempt, "").at("/callbacks/answers");
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private OrderId paid(String options) throws Exception {
        OrderId order = placed(PaymentMethod.ECPAY_CREDIT);
        pay(open(order), options);
        until("it is paid", order, () -> isPaid(order));
        return order;
    }

    private OrderId late() throws Exception {
        OrderId order = placed(PaymentMethod.ECPAY_CREDIT);
        pay(open(order), "{\"delayMillis\": 3600000}");
        gatewayGoesOn(Duration.ofHours(1));
        until("it is paid", order, () -> isPaid(order));
        return order;
    }

    private OrderId anotherAmount() throws Exception {
        OrderId order = placed(PaymentMethod.ECPAY_CREDIT);
        pay(open(order), "{\"amount\": 1}");
        until("it is noted", order, () -> !shop().payment(order).disputes().isEmpty());
        return order;
    }

    private OrderId simulated() throws Exception {
        OrderId order = placed(PaymentMethod.ECPAY_CREDIT);
        AttemptNumber attempt = open(order);
        act(attempt, "simulate", "{}");
        LiveShop.until("it is answered", () -> answers(attempt).size() == 1);
        assertThat(isPaid(order)).isFalse();
        return order;
    }

    private OrderId failure() throws Exception {
        OrderId order = placed(PaymentMethod.ECPAY_CREDIT);
        act(open(order), "fail", "{\"callbacks\": 2}");
        until("it has failed", order, () -> shop().payment(order).state() instanceof Failed);
        return order;
    }

    private OrderId failureFirst() throws Exception {
        OrderId order = placed(PaymentMethod.ECPAY_CREDIT);
        AttemptNumber attempt = open(order);
        act(attempt, "fail", "{\"keepOpen\": true}");
        until("it has failed", order, () -> shop().payment(order).state() instanceof Failed);
        pay(attempt, "{}");
        until("it is paid", order, () -> isPaid(order));
        return order;
    }

    private OrderId oldFailure() throws Exception {
        OrderId order = placed(PaymentMethod.ECPAY_CREDIT);
        AttemptNumber attempt = open(order);
        pay(attempt, "{}");
        until("it is paid", order, () -> isPaid(order));
        act(attempt, "fail", "{\"keepOpen\": true}");
        LiveShop.until("it is answered", () -> answers(attempt).size() == 2);
        return order;
    }

    private OrderId moneyBeforeNumber() throws Exception {
        OrderId order = placed(PaymentMethod.ECPAY_ATM);
        AttemptNumber attempt = open(order);
        act(attempt, "issue", "{\"callbacks\": 0}");
        pay(attempt, "{}");
        until("it is paid", order, () -> isPaid(order));
        act(attempt, "issue", "{\"callbacks\": 1}");
        LiveShop.until("both are answered", () -> answers(attempt).size() == 2);
        return order;
    }

    private OrderId walksAway() throws Exception {
        OrderId order = placed(PaymentMethod.ECPAY_CREDIT);
        act(open(order), "cancel", "{}");
        return order;
    }

    /** A transfer, which goes back by hand: the money stays there until somebody has done it. */
    private OrderId tooLate() throws Exception {
        OrderId order = placed(PaymentMethod.ECPAY_ATM);
        AttemptNumber attempt = open(order);
        act(attempt, "issue", "{}");
        until(
                "the number is told",
                order,
                () -> shop().payment(order).state() instanceof AwaitingTransfer);
        shop().publish(shop().expired(order));
        until("it is over", order, () -> shop().payment(order).state() instanceof Expired);
        gatewayGoesOn(Duration.ofDays(31));
        pay(attempt, "{\"afterDeadline\": true}");
        until("it is noted", order, () -> !shop().payment(order).disputes().isEmpty());
        return order;
    }

    private OrderId throttled() throws Exception {
        OrderId order = placed(PaymentMethod.ECPAY_CREDIT);
        pay(open(order), "{\"callbacks\": 0}");
        control("PUT", "/control/ecpay/throttle", "{\"calls\": 1, \"seconds\": 60}");
        HttpResponse<String> taken =
                send("POST", "/ecpay/Cashier/QueryTradeInfo/V5", EcpayFixtures.FORM, "a=b");
        assertThat(taken.statusCode()).isNotEqualTo(403);
        longAgo();
        double before = asked("403");
        LiveShop.until(
                "it is turned away",
                () -> {
                    shop().bean(Payments.class).lookAgain(order, Instant.EPOCH);
                    return asked("403") > before;
                });
        control("PUT", "/control/ecpay/throttle", "{\"calls\": 0}");
        muchLater();
        until("it is paid", order, () -> isPaid(order));
        return order;
    }

    private double asked(String outcome) {
        return shop()
                .bean(MeterRegistry.class)
                .find("gateway.calls")
                .tag("outcome", outcome)
                .timers()
                .stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private OrderId atTheClosing() throws Exception {
        goOnTo("20:20");
        OrderId order = paid("{}");
        refundOf(order);
        LiveShop.until(
                "it waits",
                () -> refund(order) instanceof Requested(_, var why) && why.equals("closing"));
        goOnTo("20:31");
        until("it is back", order, () -> refund(order) instanceof Refunded);
        return order;
    }

    /**
     * Whoever is turned away asks nothing for half an hour (page 7400). ECPay compares our times
     * with its own, so it is the beginning of that half an hour that is moved.
     */
    @Override
    JsonNode fails(String operation, String fault) throws IOException, InterruptedException {
        // Before a number is asked for, the trade is; and that answer must be one.
        if (fault.equals("throttled") && !operation.equals("payment-info")) {
            longAgo();
        }
        return super.fails(operation, fault);
    }

    private void longAgo() {
        now = ahead();
        shift(now.minus(Duration.ofMinutes(31)));
    }

    @Override
    void muchLater() {
        if (now != null) {
            shift(now);
            now = null;
        }
    }

    /** The buyer follows the shop's form to ECPay's page. */
    private AttemptNumber open(OrderId order) throws Exception {
        SequencedMap<String, String> form = form(order);
        assertThat(send("POST", CREATE, EcpayFixtures.FORM, EcpayFixtures.form(form)).statusCode())
                .isEqualTo(200);
        return new AttemptNumber(form.getOrDefault("MerchantTradeNo", ""));
    }

    private SequencedMap<String, String> form(OrderId order) throws Exception {
        String page = shop().get(checkout(order)).body();
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(page);
        while (field.find()) {
            fields.put(field.group(1), field.group(2));
        }
        assertThat(fields).as(page).containsKey("MerchantTradeNo");
        return fields;
    }

    private void pay(AttemptNumber attempt, String options) throws Exception {
        act(attempt, "pay", options);
    }

    private void act(AttemptNumber attempt, String what, String options) throws Exception {
        control("POST", "/control/ecpay/trades/" + attempt + "/" + what, options);
    }

    /** Moves both clocks on to the next moment when it is that late in Taiwan. */
    private void goOnTo(String time) throws IOException, InterruptedException {
        ZonedDateTime now = shop().bean(ShiftedClock.class).instant().atZone(TAIPEI);
        ZonedDateTime then = now.with(LocalTime.parse(time));
        goOn(Duration.between(now, then.isAfter(now) ? then : then.plusDays(1)));
    }
}
