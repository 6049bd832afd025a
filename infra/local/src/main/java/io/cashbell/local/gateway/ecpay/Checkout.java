package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.http.Html;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * AioCheckOut/V5: a buyer's browser brings an order, and gets the page to pay it or the reason why
 * not.
 */
final class Checkout {
    private static final Logger log = LoggerFactory.getLogger(Checkout.class);

    private final OrderRules rules;
    private final TradeDesk desk;
    private final PaymentPage page;

    Checkout(OrderRules rules, TradeDesk desk, PaymentPage page) {
        this.rules = rules;
        this.desk = desk;
        this.page = page;
    }

    Reply create(Request request) {
        try {
            if (!request.isForm()) {
                throw new RefusedException(
                        Refusal.parameter(
                                "Content-Type", "must be application/x-www-form-urlencoded"));
            }
            var trade = desk.open(rules.check(request.form()));
            return Reply.page(200, page.of(trade, null, Html.NOTHING));
        } catch (RefusedException refused) {
            var refusal = refused.refusal();
            log.atInfo().addKeyValue("code", refusal.code()).log("Order refused");
            // ECPay shows its refusals as ordinary pages; programs read the code from the header.
            return Reply.page(200, Pages.refusal(refusal))
                    .with("X-Sandbox-Refusal", refusal.code());
        }
    }
}
