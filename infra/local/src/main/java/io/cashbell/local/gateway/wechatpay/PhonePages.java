package io.cashbell.local.gateway.wechatpay;

import io.cashbell.local.gateway.http.HttpRefusal;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import io.cashbell.local.gateway.http.Router;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The buyer's phone: it scans a code or is called up by a mini program, and a person pays. */
final class PhonePages {
    private static final String CODE_URL = "code_url";

    private final Cashier cashier;
    private final Desk desk;
    private final Ledger ledger;
    private final Pages pages;

    PhonePages(Cashier cashier, Desk desk, Ledger ledger, Pages pages) {
        this.cashier = cashier;
        this.desk = desk;
        this.ledger = ledger;
        this.pages = pages;
    }

    void addRoutes(Router router) {
        way(router, "/wechatpay/scan", this::scanned);
        way(router, "/wechatpay/jsapi", this::calledUp);
        router.on("GET", "/wechatpay", _ -> Reply.page(200, pages.entry()));
        router.on("GET", "/wechatpay/order/{number}", this::order);
    }

    private void way(Router router, String path, Function<Map<String, String>, Trade> open) {
        router.on(
                "GET",
                path,
                request -> {
                    var proof = proof(request);
                    return proof.isEmpty()
                            ? Reply.page(200, pages.entry())
                            : opened(
                                    open,
                                    proof,
                                    trade -> Reply.page(200, pages.window(trade, path, proof)));
                });
        router.on(
                "POST",
                path + "/pay",
                request ->
                        opened(
                                open,
                                request.form().values(),
                                trade -> {
                                    desk.pay(trade.outTradeNo(), Telling.ONCE, false);
                                    return Reply.redirect(Pages.link(trade.outTradeNo()));
                                }));
        router.on(
                "POST",
                path + "/cancel",
                request ->
                        opened(
                                open,
                                request.form().values(),
                                trade -> Reply.page(200, pages.left(trade))));
    }

    private Reply opened(
            Function<Map<String, String>, Trade> open,
            Map<String, String> proof,
            Function<Trade, Reply> then) {
        try {
            return then.apply(open.apply(proof));
        } catch (Cashier.ClosedException e) {
            return Reply.page(200, pages.closed(String.valueOf(e.getMessage())));
        }
    }

    private Trade scanned(Map<String, String> proof) {
        return cashier.scan(proof.getOrDefault(CODE_URL, "").strip());
    }

    private Trade calledUp(Map<String, String> proof) {
        return cashier.open(
                new CallUp(
                        proof.get("appId"),
                        proof.getOrDefault("timeStamp", ""),
                        proof.getOrDefault("nonceStr", ""),
                        proof.getOrDefault("package", ""),
                        proof.getOrDefault("signType", ""),
                        proof.getOrDefault("paySign", "")));
    }

    private static Map<String, String> proof(Request request) {
        var proof = new LinkedHashMap<String, String>();
        for (var name :
                new String[] {
                    CODE_URL, "appId", "timeStamp", "nonceStr", "package", "signType", "paySign"
                }) {
            var value = request.query(name);
            if (value != null && !value.isBlank()) {
                proof.put(name, value);
            }
        }
        return proof;
    }

    private Reply order(Request request) {
        var number = request.pathVariable("number");
        var trade =
                ledger.find(number)
                        .orElseThrow(
                                () -> new HttpRefusal(404, "There is no order " + number + "."));
        return Reply.page(200, pages.order(trade, ledger.noticesOf(number)));
    }
}
