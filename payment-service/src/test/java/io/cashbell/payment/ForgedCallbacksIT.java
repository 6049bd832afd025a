package io.cashbell.payment;

import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.form;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.notice;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.signature;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.signed;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.gateway.ecpay.EcpayFixtures;
import io.cashbell.payment.gateway.wechatpay.WechatpayForger;
import io.cashbell.payment.gateway.wechatpay.WechatpayForger.Alteration;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * 10,000 altered callbacks of each gateway: none is believed, and none costs the table or the
 * gateway more than the few that the desk keeps. What a refusal costs in CPU stands in the log.
 */
@Tag("proof")
@Timeout(180)
@ExtendWith(BackendExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgedCallbacksIT {

    private static final Logger log = LoggerFactory.getLogger(ForgedCallbacksIT.class);
    private static final int OF_AN_HOUR = 20;
    private static final int FLOOD = 10_000;
    private static final int AT_A_TIME = 16;
    private static final long SEED = 20260101;
    private static final int BUYERS = 20;

    private final Random random = new Random(SEED);
    private final PlayedGateways gateways = new PlayedGateways();
    private final LiveShop shop;

    ForgedCallbacksIT(Resources resources) {
        Map<String, Object> settings =
                new HashMap<>(WechatpayForger.variables(gateways.at("/wechatpay")));
        settings.put("CALLBACK_REFUSED_KEPT_PER_HOUR", String.valueOf(OF_AN_HOUR));
        settings.put("KAKAOPAY_CID", "TC0ONETIME");
        settings.put("KAKAOPAY_SECRET_KEY", PlayedGateways.KAKAOPAY_KEY);
        settings.put("KAKAOPAY_BASE_URL", gateways.at("/kakaopay").toString());
        this.shop = LiveShop.open(resources, settings);
    }

    @AfterAll
    void close() {
        shop.close();
        gateways.close();
    }

    @Test
    @Tag("S2-26")
    void noAlteredFormOfEcpaysIsBelieved() throws Exception {
        OrderId order = placed(PaymentMethod.ECPAY_CREDIT, "TWD");
        AttemptNumber attempt = shop.visit(order);

        assertRefusedAtNoCost(
                "ecpay",
                400,
                "0|Error",
                repeated(() -> alteredForm(order, attempt))
                        .map(form -> notifying("ecpay", EcpayFixtures.FORM, form)));

        assertThat(shop.payment(order).state()).isInstanceOf(AwaitingCustomer.class);
        assertThat(shop.notify(signed(notice(order, attempt))).body()).isEqualTo("1|OK");
        assertThat(shop.payment(order).state()).isInstanceOf(Confirmed.class);
    }

    /** Any one field altered, or the signature; what is signed is never what is sent. */
    private String alteredForm(OrderId order, AttemptNumber attempt) {
        SequencedMap<String, String> fields = notice(order, attempt);
        String signature = signature(fields);
        List<String> names = List.copyOf(fields.keySet());
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(4)) {
            case 0 -> fields.put(name, fields.get(name) + random.nextInt(10));
            case 1 -> fields.put("Added" + random.nextInt(100), "1");
            case 2 -> fields.remove("TradeAmt");
            default -> signature = String.format("%064X", random.nextLong() >>> 1);
        }
        fields.put("CheckMacValue", signature);
        return form(fields);
    }

    @Test
    @Tag("S2-23")
    @Tag("S2-26")
    void noAlteredNoticeOfWechatPaysIsBelieved() throws Exception {
        OrderId order = placed(PaymentMethod.WECHATPAY_NATIVE, "CNY");
        AttemptNumber attempt = new AttemptNumber("ATTEMPTATWECHATPAY01");
        shop.bean(Payments.class)
                .open(
                        order,
                        PaymentFixtures.TOKEN_HASH,
                        Set.of(PaymentMethod.WECHATPAY_NATIVE),
                        Attempt.open(attempt, WechatpayForger.MERCHANT, Instant.now()),
                        false);
        long fen = shop.payment(order).amount().minorUnits();
        var forger = new WechatpayForger(order, attempt, fen, Instant.now(), random);
        Alteration[] ways = Alteration.values();

        assertRefusedAtNoCost(
                "wechatpay",
                400,
                "{\"code\":\"FAIL\",\"message\":\"Error\"}",
                IntStream.range(0, FLOOD)
                        .mapToObj(i -> forger.altered(ways[i % ways.length]))
                        .map(
                                posted ->
                                        () ->
                                                shop.notify(
                                                        "wechatpay",
                                                        posted.headers(),
                                                        posted.body())));

        assertThat(shop.payment(order).state()).isInstanceOf(AwaitingCustomer.class);
        assertThat(shop.payment(order).disputes()).isEmpty();
        var genuine = new WechatpayForger(order, attempt, fen, Instant.now(), random).genuine();
        assertThat(shop.notify("wechatpay", genuine.headers(), genuine.body()).statusCode())
                .isEqualTo(204);
        assertThat(shop.payment(order).state()).isInstanceOf(Confirmed.class);
    }

    private void assertRefusedAtNoCost(
            String gateway, int status, String answer, Stream<Callable<HttpResponse<String>>> flood)
            throws Exception {
        List<Callable<HttpResponse<String>>> calls = flood.toList();
        double refusedBefore = refused(gateway);
        LiveShop.until("nothing else is written", () -> isQuiet(Duration.ofMillis(300)));
        Map<String, Double> before = calls();
        long keptBefore = keptAtTheDesk();

        List<HttpResponse<String>> answers = sendAll(gateway, calls);

        assertThat(answers)
                .allSatisfy(
                        said -> {
                            assertThat(said.statusCode()).isEqualTo(status);
                            assertThat(said.body()).isEqualTo(answer);
                        });
        assertThat(refused(gateway) - refusedBefore).isEqualTo(FLOOD);
        LiveShop.until("nothing else is written", () -> isQuiet(Duration.ofMillis(300)));
        // A budget's count and an item for each that is kept, one look that finds an hour used up,
        // and the note of the hour; twice that where the hour changes meanwhile.
        assertThat(keptAtTheDesk() - keptBefore).isLessThanOrEqualTo(2 * OF_AN_HOUR);
        assertThat(more(before, "PutItem") + more(before, "BatchWriteItem"))
                .isLessThanOrEqualTo(2 * OF_AN_HOUR);
        assertThat(more(before, "UpdateItem") + more(before, "UpdateItemFailed"))
                .isLessThanOrEqualTo(2 * (OF_AN_HOUR + 5 + 1));
        assertThat(more(before, "GetItem") + more(before, "BatchGetItem")).isZero();
    }

    /**
     * KakaoPay signs nothing: a browser comes back with an order, an attempt and a token, any of
     * which may be another one. Its word makes us ask KakaoPay at most, once for each attempt, and
     * KakaoPay's answer is what counts.
     */
    @Test
    @Tag("S2-26")
    @Tag("S3-40")
    void noAlteredReturnFromKakaopayTakesMoney() throws Exception {
        List<Agreed> buyers = new ArrayList<>();
        for (int i = 0; i < BUYERS; i++) {
            buyers.add(agreed());
        }
        // The first half's are tried with wrong tokens, the others with whatever else is wrong.
        List<Agreed> robbed = buyers.subList(0, BUYERS / 2);
        List<Agreed> others = buyers.subList(BUYERS / 2, BUYERS);
        LiveShop.until("nothing else is written", () -> isQuiet(Duration.ofMillis(300)));
        Map<String, Double> before = calls();
        long keptBefore = keptAtTheDesk();
        double askedBefore = asked("approve");

        List<HttpResponse<String>> answers =
                sendAll(
                        "kakaopay",
                        repeated(() -> altered(robbed, others))
                                .<Callable<HttpResponse<String>>>map(path -> () -> shop.get(path))
                                .toList());

        assertThat(answers).allMatch(said -> said.statusCode() == 303);
        for (Agreed buyer : buyers) {
            assertThat(shop.payment(buyer.order()).state()).isInstanceOf(AwaitingCustomer.class);
            assertThat(gateways.kakaopayTrade(buyer.tid()).path("status").asText())
                    .isEqualTo("AUTH_PASSWORD");
        }
        assertThat(asked("approve") - askedBefore).isEqualTo(robbed.size());
        // What a claim led to is kept, and of what led to nothing the hour's sample.
        assertThat(keptAtTheDesk() - keptBefore)
                .as("kept at the desk")
                .isLessThanOrEqualTo(robbed.size() + 2 * OF_AN_HOUR);
        assertThat(more(before, "UpdateItem") + more(before, "UpdateItemFailed"))
                .as("claims, and the desk's budget")
                .isLessThanOrEqualTo(robbed.size() + 2 * (OF_AN_HOUR + 5 + 1));
        for (Agreed buyer : others) {
            assertPaidOnce(buyer);
        }
        assertThat(asked("approve") - askedBefore).isEqualTo(BUYERS);
    }

    /** The true return, and ten times more. */
    private void assertPaidOnce(Agreed buyer) throws Exception {
        for (int i = 0; i < 11; i++) {
            assertThat(shop.get(buyer.back(buyer.token())).statusCode()).isEqualTo(303);
        }
        assertThat(shop.payment(buyer.order()).state()).isInstanceOf(Confirmed.class);
        assertThat(gateways.kakaopayTrade(buyer.tid()).path("status").asText())
                .isEqualTo("SUCCESS_PAYMENT");
        LiveShop.until("the shop is told", () -> confirmations(buyer.order()) == 1);
        assertThat(confirmations(buyer.order())).isEqualTo(1);
    }

    /** A buyer who has agreed at KakaoPay and not come back yet. */
    private record Agreed(OrderId order, AttemptNumber attempt, String tid, String token) {

        String back(String token) {
            return back(order.value(), attempt.value(), token);
        }

        static String back(String order, String attempt, String token) {
            return "/gateways/kakaopay/approve?order=%s&attempt=%s&pg_token=%s"
                    .formatted(order, attempt, token);
        }
    }

    private Agreed agreed() throws Exception {
        OrderId order = placed(PaymentMethod.KAKAOPAY, "KRW");
        shop.get("/checkout/" + order + "?token=" + PaymentFixtures.TOKEN);
        Attempt attempt = shop.payment(order).attempts().values().iterator().next();
        String tid = Objects.requireNonNull(attempt.session()).reference();
        String back = gateways.kakaopayAgrees(tid);
        Agreed agreed =
                new Agreed(
                        order,
                        attempt.number(),
                        tid,
                        back.substring(back.lastIndexOf("pg_token=") + "pg_token=".length()));
        assertThat(back).isEqualTo(agreed.back(agreed.token()));
        return agreed;
    }

    private String altered(List<Agreed> robbed, List<Agreed> others) {
        Agreed victim = robbed.get(random.nextInt(robbed.size()));
        int which = random.nextInt(others.size());
        Agreed one = others.get(which);
        Agreed another = others.get((which + 1) % others.size());
        String order = one.order().value();
        String attempt = one.attempt().value();
        return switch (random.nextInt(12)) {
            case 0 -> victim.back(EventIds.next().substring(0, 20));
            case 1 -> victim.back(one.token());
            case 2 -> victim.back(victim.token().substring(1) + "x");
            case 3 -> Agreed.back(EventIds.next(), attempt, one.token());
            case 4 ->
                    Agreed.back(
                            order,
                            "NEVEROPENEDBYUS%05d".formatted(random.nextInt(99_999)),
                            one.token());
            case 5 -> Agreed.back(order, another.attempt().value(), another.token());
            case 6 -> Agreed.back(another.order().value(), attempt, one.token());
            case 7 -> one.back("");
            case 8 -> one.back("a".repeat(201));
            case 9 -> Agreed.back(order, attempt.toLowerCase(Locale.ROOT), one.token());
            case 10 -> one.back(one.token()).replace("/approve", "/cancel");
            default -> one.back(one.token()).replace("/approve", "/fail");
        };
    }

    private OrderId placed(PaymentMethod method, String currency) throws IOException {
        OrderId order = new OrderId(EventIds.next());
        shop.publish(shop.placed(order, method).replace("\"TWD\"", "\"" + currency + "\""));
        LiveShop.until("it is kept", () -> shop.bean(Payments.class).find(order).isPresent());
        return order;
    }

    private Callable<HttpResponse<String>> notifying(String gateway, String type, String body) {
        return () -> shop.notify(gateway, Map.of("Content-Type", type), body);
    }

    private static <T> Stream<T> repeated(Supplier<T> one) {
        return Stream.generate(one).limit(FLOOD);
    }

    /** Sends all, so many at a time, and says what one cost. */
    private List<HttpResponse<String>> sendAll(
            String gateway, List<Callable<HttpResponse<String>>> flood) throws Exception {
        List<Callable<HttpResponse<String>>> calls = new ArrayList<>(flood);
        Collections.shuffle(calls, random);
        var cpu = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpuBefore = cpu.getProcessCpuTime();
        long began = System.nanoTime();
        List<HttpResponse<String>> answers = new ArrayList<>();
        try (ExecutorService senders = Executors.newFixedThreadPool(AT_A_TIME)) {
            for (Future<HttpResponse<String>> answer : senders.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        log.atInfo()
                .addKeyValue("gateway", gateway)
                .addKeyValue("callbacks", calls.size())
                .addKeyValue("seconds", String.format(Locale.ROOT, "%.1f", seconds))
                .addKeyValue(
                        "cpuMillisPerRefusalClientIncluded",
                        String.format(
                                Locale.ROOT,
                                "%.3f",
                                (cpu.getProcessCpuTime() - cpuBefore) / 1e6 / calls.size()))
                .log("A flood of altered callbacks was refused");
        assertThat(seconds).isLessThan(60);
        return answers;
    }

    private long confirmations(OrderId order) {
        try {
            return shop.told().stream()
                    .filter(event -> event.at("/subject").asText().equals(order.value()))
                    .filter(event -> event.at("/type").asText().equals("payment.confirmed.v1"))
                    .count();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private boolean isQuiet(Duration span) {
        Map<String, Double> before = calls();
        long end = System.nanoTime() + span.toNanos();
        while (System.nanoTime() < end) {
            if (!writes(calls()).equals(writes(before))) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    private static Map<String, Double> writes(Map<String, Double> calls) {
        Map<String, Double> writes = new LinkedHashMap<>(calls);
        writes.keySet()
                .retainAll(
                        Set.of("PutItem", "BatchWriteItem", "UpdateItem", "BatchExecuteStatement"));
        return writes;
    }

    private double more(Map<String, Double> before, String operation) {
        return calls().getOrDefault(operation, 0.0) - before.getOrDefault(operation, 0.0);
    }

    private long keptAtTheDesk() {
        String table = shop.bean(MessagingConfiguration.class).table();
        return shop
                .bean(DynamoDbClient.class)
                .scanPaginator(scan -> scan.tableName(table).consistentRead(true))
                .items()
                .stream()
                .filter(item -> Values.text(item, ItemKey.PK).startsWith("callbacks#"))
                .count();
    }

    private Map<String, Double> calls() {
        Map<String, Double> calls = new LinkedHashMap<>();
        for (Counter counter :
                shop.bean(MeterRegistry.class)
                        .find("aws.calls")
                        .tag("service", "DynamoDb")
                        .counters()) {
            calls.put(counter.getId().getTag("operation"), counter.count());
        }
        return calls;
    }

    private double refused(String gateway) {
        return shop
                .bean(MeterRegistry.class)
                .find("payment.callbacks")
                .tag("gateway", gateway)
                .tag("outcome", "refused")
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** How often KakaoPay was asked for that. */
    private double asked(String operation) {
        return shop
                .bean(MeterRegistry.class)
                .find("gateway.calls")
                .tag("gateway", "kakaopay")
                .tag("operation", operation)
                .timers()
                .stream()
                .mapToLong(Timer::count)
                .sum();
    }
}
