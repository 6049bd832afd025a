package io.cashbell.endtoend.storm;

import io.cashbell.endtoend.buyer.Buyer;
import io.cashbell.endtoend.buyer.EcpayNotice;
import io.cashbell.endtoend.buyer.Forgery;
import io.cashbell.endtoend.buyer.HtmlForm;
import io.cashbell.endtoend.buyer.PlacedOrder;
import io.cashbell.endtoend.shop.Merchant;
import io.cashbell.endtoend.shop.SandboxControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** ECPay's notices, signed here: byte for byte the same, reworded, shuffled, declined before. */
public final class EcpayStorm implements Storm<EcpayStorm.Trade> {
    /** One payment in four is first declined, and the decline may arrive later than the success. */
    private static final int DECLINED_EVERY = 4;

    private static final String ACKNOWLEDGED = "200 " + EcpayNotice.ACKNOWLEDGED;

    /** All that a liar learns, whatever the lie. */
    private static final String REFUSED = "400 0|Error";

    private final SandboxControl sandbox;

    public EcpayStorm(SandboxControl sandbox) {
        this.sandbox = sandbox;
    }

    /** A trade, and what ECPay may say of it. */
    public record Trade(HtmlForm form, EcpayNotice paid, EcpayNotice declined) {
        static Trade of(HtmlForm form, String tradeNo) {
            return new Trade(
                    form,
                    EcpayNotice.paid(form, tradeNo).signedBy(Merchant.PUBLIC_TEST),
                    EcpayNotice.failed(form, tradeNo).signedBy(Merchant.PUBLIC_TEST));
        }
    }

    @Override
    public String method() {
        return "ecpay-credit";
    }

    @Override
    public Trade open(Buyer buyer, PlacedOrder order) {
        var form = buyer.checkout(order);
        var page = buyer.enter(form);
        return Trade.of(form, sandbox.trade(page.tradeNumber()).path("tradeNo").asText());
    }

    @Override
    public Trade pay(Trade trade) {
        sandbox.payUntold(trade.paid().tradeNumber());
        return trade;
    }

    @Override
    public List<Callback> truths(List<Trade> paid, int count, Random random) {
        var truths = new ArrayList<Callback>();
        for (var i = 0; i < count; i++) {
            var about = i % paid.size();
            var one = paid.get(about);
            var isDecline = about % DECLINED_EVERY == 0 && i / paid.size() < 3;
            var notice = isDecline ? one.declined() : one.paid();
            if (i >= paid.size() && random.nextBoolean()) {
                notice = notice.repeated().signedBy(Merchant.PUBLIC_TEST);
            }
            // Half of the copies are the same byte for byte.
            truths.add(
                    callback(
                            random.nextBoolean() ? notice : notice.shuffled(random), ACKNOWLEDGED));
        }
        return truths;
    }

    @Override
    public List<Callback> lies(List<Trade> paid, List<Trade> unpaid, int count, Random random) {
        var all = new ArrayList<>(paid);
        all.addAll(unpaid);
        var ways = List.of(Forgery.values());
        var lies = new ArrayList<Callback>();
        for (var i = 0; i < count; i++) {
            var about = random.nextInt(all.size());
            var genuine = all.get(about).paid();
            var another = all.get((about + 1) % all.size()).paid();
            var forgery = ways.get(i % ways.size());
            lies.add(callback(forgery.of(genuine, another, random).shuffled(random), REFUSED));
        }
        return lies;
    }

    @Override
    public Line ledger(Trade trade) {
        var line = sandbox.trade(trade.paid().tradeNumber());
        return new Line(
                line.path("status").asText().equals("paid"),
                line.path("tradeNo").asText(),
                line.path("amount").asText());
    }

    private static Callback callback(EcpayNotice notice, String expected) {
        return new Callback(
                () -> {
                    var answer = notice.send();
                    return answer.status() + " " + answer.body();
                },
                expected);
    }
}
