package io.cashbell.endtoend.storm;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.endtoend.buyer.Buyer;
import io.cashbell.endtoend.buyer.PlacedOrder;
import io.cashbell.endtoend.shop.Http;
import io.cashbell.endtoend.shop.Poll;
import io.cashbell.endtoend.shop.SandboxControl;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * KakaoPay calls nobody; browsers come back. Each buyer's does so many times over, and by the ways
 * for those who gave up or failed as well; others come with what belongs to somebody else.
 */
public final class KakaopayStorm implements Storm<KakaopayStorm.Ready> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SandboxControl sandbox;

    public KakaopayStorm(SandboxControl sandbox) {
        this.sandbox = sandbox;
    }

    /**
     * A payment at KakaoPay.
     *
     * @param back where the browser is led after the buyer has agreed; before that, without a token
     * @param token of that address
     */
    public record Ready(PlacedOrder order, String tid, URI back, String token) {
        /** The same address, a part of it another. */
        URI with(String part, String other) {
            return URI.create(back.toString().replace(part, other));
        }

        String attempt() {
            return back.getQuery().replaceAll(".*attempt=([^&]+).*", "$1");
        }
    }

    @Override
    public String method() {
        return "kakaopay";
    }

    @Override
    public Ready open(Buyer buyer, PlacedOrder order) {
        Poll.get(
                PATIENCE,
                "the checkout knows " + order.id(),
                () -> Http.get(order.checkoutUrl()).header("location"));
        var trade = sandbox.kakaoPayTrade(order.id());
        return new Ready(
                order, trade.path("number").asText(), sandbox.forgeAtKakaoPay(order.id()), "");
    }

    @Override
    public Ready pay(Ready ready) {
        var back = sandbox.agreeAtKakaoPay(ready.order().id());
        return new Ready(
                ready.order(),
                ready.tid(),
                back,
                back.getQuery().replaceAll(".*pg_token=([^&]+).*", "$1"));
    }

    @Override
    public List<Callback> truths(List<Ready> paid, int count, Random random) {
        var truths = new ArrayList<Callback>();
        for (var i = 0; i < count; i++) {
            var one = paid.get(i % paid.size());
            // At least once each by the way that leads to the money.
            var way = i < paid.size() ? 0 : random.nextInt(4);
            var address =
                    switch (way) {
                        case 1 -> one.with("/approve", "/cancel");
                        case 2 -> one.with("/approve", "/fail");
                        default -> one.back();
                    };
            truths.add(visit(address, "303 " + one.order().resultUrl()));
        }
        return truths;
    }

    /** Of payments that are not paid the order and the attempt are true, and no token is. */
    @Override
    public List<Callback> lies(List<Ready> paid, List<Ready> unpaid, int count, Random random) {
        var lies = new ArrayList<Callback>();
        for (var i = 0; i < count; i++) {
            var about = random.nextInt(paid.size());
            var one = paid.get(about);
            var another = paid.get((about + 1) % paid.size());
            var victim = unpaid.get(i % unpaid.size());
            lies.add(
                    switch (i % 6) {
                        case 0 -> visit(victim.back(), "303 " + victim.order().resultUrl());
                        case 1 ->
                                visit(
                                        URI.create(
                                                victim.back()
                                                        .toString()
                                                        .replaceAll(
                                                                "pg_token=.*",
                                                                "pg_token=" + one.token())),
                                        "303 " + victim.order().resultUrl());
                        case 2 ->
                                visit(
                                        one.with(one.attempt(), another.attempt()),
                                        "303 " + one.order().resultUrl());
                        case 3 ->
                                visit(
                                        one.with(one.attempt(), "NEVEROPENEDBYUS00003"),
                                        "303 " + one.order().resultUrl());
                        case 4 ->
                                visit(
                                        one.with(one.order().id(), another.order().id()),
                                        "303 " + another.order().resultUrl());
                        default -> visit(one.with("pg_token=" + one.token(), "more=1"), "303");
                    });
        }
        return lies;
    }

    @Override
    public Line ledger(Ready ready) {
        JsonNode trade = sandbox.kakaoPayTrade(ready.order().id());
        return new Line(
                trade.path("status").asText().equals("SUCCESS_PAYMENT"),
                ready.tid(),
                trade.path("amount").asText());
    }

    /**
     * @param expected the status, and where it leads if that matters
     */
    private static Callback visit(URI address, String expected) {
        return new Callback(
                () -> {
                    var answer = Http.get(address);
                    return expected.contains(" ")
                            ? answer.status() + " " + answer.header("location").orElse("")
                            : String.valueOf(answer.status());
                },
                expected);
    }
}
