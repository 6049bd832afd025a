package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.ecpay.TradeDesk.Telling;
import io.cashbell.local.gateway.http.Form;
import io.cashbell.local.gateway.http.Html;
import io.cashbell.local.gateway.http.HttpRefusal;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import io.cashbell.local.gateway.http.Router;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The buttons of the payment page, and the way back to the shop. */
final class TradePages {
    private final Ledger ledger;
    private final TradeDesk desk;
    private final Offers offers;
    private final CallbackFields fields;
    private final PaymentPage paymentPage;
    private final IssuedPage issuedPage;

    TradePages(
            Ledger ledger,
            TradeDesk desk,
            Offers offers,
            CallbackFields fields,
            PaymentPage paymentPage,
            IssuedPage issuedPage) {
        this.ledger = ledger;
        this.desk = desk;
        this.offers = offers;
        this.fields = fields;
        this.paymentPage = paymentPage;
        this.issuedPage = issuedPage;
    }

    /** What a button does, and what the buyer sees then. */
    @FunctionalInterface
    private interface Press {
        Html on(Trade trade, Form form);
    }

    void addRoutes(Router router) {
        router.on("GET", "/ecpay/trade/{number}", this::show);
        router.on("POST", "/ecpay/trade/{number}/pay", request -> press(request, this::pay));
        router.on("POST", "/ecpay/trade/{number}/issue", request -> press(request, this::issue));
        router.on("POST", "/ecpay/trade/{number}/fail", request -> press(request, this::fail));
        router.on(
                "POST", "/ecpay/trade/{number}/decline", request -> press(request, this::decline));
        router.on("POST", "/ecpay/trade/{number}/simulate", this::simulate);
        router.on("POST", "/ecpay/trade/{number}/leave", this::leave);
    }

    /** Not a page of ECPay's: who follows a link of the sandbox sees how the trade stands. */
    private Reply show(Request request) {
        var trade = find(ledger, request.pathVariable("number"), request.query("MerchantID"));
        var notice =
                request.query("simulated") == null
                        ? Html.NOTHING
                        : Parts.part("simulated", Map.of());
        var method = request.query("method");
        return Reply.page(
                200,
                switch (trade.status()) {
                    case CREATED ->
                            paymentPage.of(
                                    trade,
                                    method == null ? null : Method.of(method).orElse(null),
                                    notice);
                    case ISSUED -> issuedPage.of(trade, ledger.callbacksOf(trade.key()), notice);
                    case PAID, FAILED -> result(trade);
                });
    }

    private Html pay(Trade trade, Form form) {
        return backToShop(
                desk.pay(
                        trade,
                        choice(trade, form),
                        trade.order().amount(),
                        form.text("AfterDeadline").equals("true"),
                        Telling.ONCE));
    }

    private Html fail(Trade trade, Form form) {
        var choice = choice(trade, form);
        return backToShop(desk.fail(trade, choice, failureOf(choice), Telling.ONCE));
    }

    private Html decline(Trade trade, Form form) {
        if (trade.settlement() != null) {
            return result(trade);
        }
        var choice = choice(trade, form);
        desk.decline(trade, choice, failureOf(choice), Telling.ONCE);
        return paymentPage.of(trade, choice.method(), Parts.part("declined", Map.of()));
    }

    private Html issue(Trade trade, Form form) {
        var issued = desk.issue(trade, choice(trade, form), Telling.ONCE);
        var issue = issued.issue();
        var url = issued.order().clientRedirectUrl();
        if (issue == null || issued.settlement() != null || url.isEmpty()) {
            return issued.settlement() == null
                    ? issuedPage.of(issued, ledger.callbacksOf(issued.key()), Html.NOTHING)
                    : result(issued);
        }
        return Pages.backToShop(
                url.get(),
                fields.of(issued, TradeDesk.issuedNews(issued, issue.choice(), issue.at())));
    }

    private Reply simulate(Request request) {
        var trade = find(request);
        desk.simulate(trade, choice(trade, Form.decode("")), Telling.ONCE);
        return Reply.redirect(Parts.link(trade) + "&simulated=1");
    }

    private Reply leave(Request request) {
        return Reply.page(200, Pages.left(find(request)));
    }

    private Reply press(Request request, Press press) {
        var trade = find(request);
        var form = request.isForm() ? request.form() : Form.decode("");
        try {
            return Reply.page(200, press.on(trade, form));
        } catch (IllegalStateException cannot) {
            throw new HttpRefusal(409, String.valueOf(cannot.getMessage()));
        } catch (IllegalArgumentException wrong) {
            throw new HttpRefusal(400, String.valueOf(wrong.getMessage()));
        }
    }

    private Html backToShop(Trade trade) {
        var settlement = trade.settlement();
        var url = settlement == null ? null : resultUrl(trade.order(), settlement.choice());
        if (settlement == null || url == null) {
            return result(trade);
        }
        return Pages.backToShop(url, fields.of(trade, TradeDesk.news(settlement)));
    }

    private Html result(Trade trade) {
        return Pages.result(trade, ledger.callbacksOf(trade.key()));
    }

    /** Section 3: not for UnionPay, nor where the buyer pays away from the browser. */
    static @Nullable String resultUrl(Order order, Choice choice) {
        return choice.method().isOffline() || choice.unionPay()
                ? null
                : order.orderResultUrl().orElse(null);
    }

    static String failureOf(Choice choice) {
        return choice.method() == Method.BNPL
                ? CallbackFields.LOAN_REFUSED
                : CallbackFields.PAY_FAILED;
    }

    /** What was taken before, or what the form says, or what comes first. */
    private Choice choice(Trade trade, Form form) {
        var taken = trade.choice();
        if (taken != null) {
            return taken;
        }
        var instalments = form.values().get("Instalments");
        var unionPay = form.values().get("UnionPay");
        return offers.choose(
                trade.order(),
                form.values().get("Method"),
                form.values().get("Sub"),
                instalments == null ? null : Integer.valueOf(instalments),
                unionPay == null ? null : Boolean.valueOf(unionPay));
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
