package io.cashbell.endtoend.storm;

import io.cashbell.endtoend.buyer.Buyer;
import io.cashbell.endtoend.buyer.PlacedOrder;
import io.cashbell.endtoend.shop.Http;
import io.cashbell.endtoend.shop.Json;
import io.cashbell.endtoend.shop.Poll;
import io.cashbell.endtoend.shop.SandboxControl;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * WeChat Pay's notices. Nobody but its sandbox can sign them, so it is told to send them, one of
 * each order, sooner or later; what the shop answered stands in the sandbox's own record.
 */
public final class WechatpayStorm implements Storm<WechatpayStorm.Code> {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Sooner than all at once: the sandbox signs each anew, and nobody else is heard meanwhile. */
    private static final int LONGEST_DELAY_MILLIS = 30_000;

    /** What the SDK of WeChat's own refuses too, and an hour old. */
    private static final List<String> FORGERIES =
            List.of("key", "stale", "serial", "lines", "body", "signtest", "tag", "aad");

    private final SandboxControl sandbox;
    private final AtomicLong sent = new AtomicLong();

    public WechatpayStorm(SandboxControl sandbox) {
        this.sandbox = sandbox;
    }

    /**
     * An order whose code is shown.
     *
     * @param number the shop's, {@code out_trade_no}
     */
    public record Code(PlacedOrder order, String number) {}

    @Override
    public String method() {
        return "wechatpay-native";
    }

    @Override
    public Code open(Buyer buyer, PlacedOrder order) {
        Poll.until(
                PATIENCE,
                "the code to scan is shown",
                () -> Http.get(order.checkoutUrl()).body().contains("class=\"qr\""));
        return new Code(order, sandbox.wechatPayNumber(order.id()));
    }

    @Override
    public Code pay(Code code) {
        sandbox.actAtWechatPay(code.number(), Json.object().put("callbacks", 0));
        return code;
    }

    @Override
    public List<Callback> truths(List<Code> paid, int count, Random random) {
        var truths = new ArrayList<Callback>();
        for (var i = 0; i < count; i++) {
            truths.add(command(paid.get(i % paid.size()), "", random));
        }
        return truths;
    }

    @Override
    public List<Callback> lies(List<Code> paid, List<Code> unpaid, int count, Random random) {
        var all = new ArrayList<>(paid);
        all.addAll(unpaid);
        var lies = new ArrayList<Callback>();
        for (var i = 0; i < count; i++) {
            lies.add(
                    command(
                            all.get(i % all.size()),
                            FORGERIES.get(random.nextInt(FORGERIES.size())),
                            random));
        }
        return lies;
    }

    @Override
    public Line ledger(Code code) {
        var line = sandbox.wechatPayTrade(code.number()).path("trade");
        return new Line(
                line.path("state").asText().equals("paid"),
                line.path("number").asText(),
                BigDecimal.valueOf(line.path("amount").asLong(), 2).toPlainString());
    }

    @Override
    public List<String> wrongAnswers(List<Code> payments) {
        return Poll.get(
                PATIENCE,
                Duration.ofSeconds(1),
                "every notice is answered",
                () -> {
                    var answers = payments.stream().flatMap(this::answers).toList();
                    return answers.size() < sent.get()
                            ? Optional.empty()
                            : Optional.of(
                                    answers.stream()
                                            .filter(Answer::isWrong)
                                            .map(Answer::toString)
                                            .limit(20)
                                            .toList());
                });
    }

    private record Answer(String forgery, int status, String body) {
        boolean isWrong() {
            return forgery.equals("none")
                    ? status != 204
                    : status != 400 || !body.equals("{\"code\":\"FAIL\",\"message\":\"Error\"}");
        }
    }

    private Stream<Answer> answers(Code code) {
        return Json.elements(sandbox.wechatPayTrade(code.number()).path("callbacks")).stream()
                .flatMap(
                        notice ->
                                Json.elements(notice.path("attempts")).stream()
                                        .map(
                                                attempt ->
                                                        new Answer(
                                                                notice.path("forgery").asText(),
                                                                attempt.path("status").asInt(),
                                                                attempt.path("answer").asText())));
    }

    private Callback command(Code code, String forgery, Random random) {
        var body =
                Json.object()
                        .put("callbacks", 1)
                        .put("delayMillis", random.nextInt(LONGEST_DELAY_MILLIS));
        if (!forgery.isEmpty()) {
            body.put("forgery", forgery);
        }
        return new Callback(
                () -> {
                    sandbox.actAtWechatPay(code.number(), body);
                    sent.incrementAndGet();
                    return "sent";
                },
                "sent");
    }
}
