package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.ecpay.Callback.Forgery;
import io.cashbell.local.gateway.ecpay.Callback.Kind;
import io.cashbell.local.gateway.ecpay.Trade.Status;
import io.cashbell.local.gateway.http.Html;
import io.cashbell.local.gateway.http.HttpRefusal;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import io.cashbell.local.gateway.http.Router;
import org.jspecify.annotations.Nullable;

/** The buttons of the payment page, and the way back to the shop. */
final class TradePages {
    private final Ledger ledger;
    private final TradeDesk desk;
    private final CallbackFields fields;
    private final Pages pages;

    TradePages(Ledger ledger, TradeDesk desk, CallbackFields fields, Pages pages) {
        this.ledger = ledger;
        this.desk = desk;
        this.fields = fields;
        this.pages = pages;
    }

    void addRoutes(Router router) {
        router.on("GET", "/ecpay/trade/{number}", this::show);
        router.on("POST", "/ecpay/trade/{number}/pay", request -> settle(request, Kind.PAID));
        router.on("POST", "/ecpay/trade/{number}/fail", request -> settle(request, Kind.FAILED));
        router.on("POST", "/ecpay/trade/{number}/simulate", this::simulate);
        router.on("POST", "/ecpay/trade/{number}/leave", this::leave);
    }

    /** Not a page of ECPay's: who follows a link of the sandbox sees how the trade stands. */
    private Reply show(Request request) {
        var trade = find(ledger, request.pathVariable("number"), request.query("MerchantID"));
        if (trade.status() == Status.CREATED) {
            return Reply.page(200, pages.payment(trade, request.query("simulated") != null));
        }
        return Reply.page(200, pages.result(trade, ledger.callbacksOf(trade.key())));
    }

    private Reply settle(Request request, Kind kind) {
        var trade = find(request);
        try {
            return Reply.page(200, backToShop(desk.settle(trade, kind)));
        } catch (IllegalStateException settledOtherwise) {
            throw new HttpRefusal(409, String.valueOf(settledOtherwise.getMessage()));
        }
    }

    private Html backToShop(Trade trade) {
        var at = trade.settledAt();
        var url = trade.order().orderResultUrl();
        if (at == null || url.isEmpty()) {
            return pages.result(trade, ledger.callbacksOf(trade.key()));
        }
        var kind = trade.status() == Status.PAID ? Kind.PAID : Kind.FAILED;
        return pages.backToShop(url.get(), fields.of(trade, kind, at, Forgery.NONE, false));
    }

    private Reply simulate(Request request) {
        var trade = desk.settle(find(request), Kind.SIMULATED);
        return Reply.redirect(Pages.link(trade) + "&simulated=1");
    }

    private Reply leave(Request request) {
        return Reply.page(200, pages.left(find(request)));
    }

    private Trade find(Request request) {
        var merchantId =
                request.isForm()
                        ? request.form().values().get("MerchantID")
                        : request.query("MerchantID");
        return find(ledger, request.pathVariable("number"), merchantId);
    }

    /**
     * @param merchantId needed only when several merchants used the number
     */
    static Trade find(Ledger ledger, String number, @Nullable String merchantId) {
        var found =
                ledger.findByNumber(number).stream()
                        .filter(
                                trade ->
                                        merchantId == null
                                                || trade.key().merchantId().equals(merchantId))
                        .toList();
        if (found.isEmpty()) {
            throw new HttpRefusal(404, "There is no trade " + number + ".");
        }
        if (found.size() > 1) {
            throw new HttpRefusal(
                    409, "Several merchants have a trade " + number + "; say which by MerchantID.");
        }
        return found.getFirst();
    }
}
