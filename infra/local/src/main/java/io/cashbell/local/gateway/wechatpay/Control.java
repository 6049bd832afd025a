package io.cashbell.local.gateway.wechatpay;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cashbell.local.gateway.ControlWords;
import io.cashbell.local.gateway.Json;
import io.cashbell.local.gateway.RetrySchedule;
import io.cashbell.local.gateway.http.Handler;
import io.cashbell.local.gateway.http.HttpRefusal;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import io.cashbell.local.gateway.http.Router;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The same by program: for tests, which have no buyer with a phone. */
final class Control {
    static final String ROOT = "/control/wechatpay";
    private static final int MOST_TRADES = 1_000;
    private static final int LONGEST_PAGE = 100_000;

    private final Ledger ledger;
    private final Desk desk;
    private final NoticeQueue queue;
    private final Cashier cashier;
    private final ControlView view;

    /** The optional body of a command. */
    private record Command(
            @Nullable Integer callbacks,
            @Nullable Long delayMillis,
            @Nullable String forgery,
            @Nullable Integer amount,
            @Nullable Boolean settleFirst) {
        Telling telling() {
            return new Telling(
                    callbacks == null ? 1 : callbacks,
                    Duration.ofMillis(delayMillis == null ? 0 : delayMillis),
                    forgery == null
                            ? Forgery.NONE
                            : ControlWords.read(Forgery.class, "forgery", forgery),
                    amount,
                    settleFirst != null && settleFirst);
        }
    }

    private record Schedule(@Nullable String retry) {}

    private record MerchantChange(@Nullable List<String> products, @Nullable Long balance) {}

    private record PaymentRequest(
            @Nullable String appId,
            @Nullable String timeStamp,
            @Nullable String nonceStr,
            @JsonProperty("package") @Nullable String pack,
            @Nullable String signType,
            @Nullable String paySign) {
        CallUp callUp() {
            return new CallUp(
                    appId,
                    text(timeStamp),
                    text(nonceStr),
                    text(pack),
                    text(signType),
                    text(paySign));
        }

        private static String text(@Nullable String value) {
            return value == null ? "" : value;
        }
    }

    private record Scan(@JsonProperty("code_url") @Nullable String codeUrl) {}

    Control(Ledger ledger, Desk desk, NoticeQueue queue, Cashier cashier, ControlView view) {
        this.ledger = ledger;
        this.desk = desk;
        this.queue = queue;
        this.cashier = cashier;
        this.view = view;
    }

    void addRoutes(Router router) {
        router.on("GET", ROOT + "/ledger", this::ledger);
        router.on("GET", ROOT + "/trades", this::trades);
        var trade = ROOT + "/trades/{number}";
        router.on("GET", trade, request -> Json.reply(view.trade(trade(request))));
        router.on("POST", trade + "/pay", this::pay);
        router.on("POST", trade + "/fail", request -> Json.reply(view.trade(trade(request))));
        router.on("POST", trade + "/cancel", request -> Json.reply(view.trade(trade(request))));
        var refund = ROOT + "/refunds/{number}";
        router.on("GET", refund, request -> Json.reply(view.refund(refund(request))));
        router.on("POST", refund + "/succeed", settle(Refund.Status.SUCCESS));
        router.on("POST", refund + "/abnormal", settle(Refund.Status.ABNORMAL));
        router.on("POST", refund + "/close", settle(Refund.Status.CLOSED));
        router.on("POST", ROOT + "/request-payment", this::requestPayment);
        router.on("POST", ROOT + "/scan", this::scan);
        router.on("GET", ROOT + "/merchant", _ -> Json.reply(ledger.settings()));
        router.on("PUT", ROOT + "/merchant", this::changeMerchant);
        router.on("GET", ROOT + "/schedule", _ -> schedule());
        router.on("PUT", ROOT + "/schedule", this::changeSchedule);
    }

    private Reply ledger(Request request) {
        return Json.reply(
                view.ledger(number(request, "cursor", 0), number(request, "limit", MOST_TRADES)));
    }

    private Reply trades(Request request) {
        var newest = ledger.newest(number(request, "limit", MOST_TRADES));
        return Json.reply(Map.of("items", newest.stream().map(view::line).toList()));
    }

    private Reply pay(Request request) {
        var command = Json.read(request, Command.class);
        var outTradeNo = trade(request).outTradeNo();
        return Json.reply(
                understood(
                        () ->
                                view.trade(
                                        desk.pay(
                                                outTradeNo,
                                                command.telling(),
                                                command.callbacks() != null))));
    }

    private Handler settle(Refund.Status outcome) {
        return request -> {
            var command = Json.read(request, Command.class);
            var outRefundNo = refund(request).outRefundNo();
            return Json.reply(
                    understood(
                            () ->
                                    view.refund(
                                            desk.settle(
                                                    outRefundNo,
                                                    outcome,
                                                    command.telling(),
                                                    command.callbacks() != null))));
        };
    }

    private Reply requestPayment(Request request) {
        var callUp = Json.read(request, PaymentRequest.class).callUp();
        return paid(request, "requestPayment", () -> cashier.open(callUp));
    }

    private Reply scan(Request request) {
        var codeUrl = Json.read(request, Scan.class).codeUrl();
        return paid(request, "scan", () -> cashier.scan(codeUrl == null ? "" : codeUrl));
    }

    /** As the app tells a mini program. */
    private Reply paid(Request request, String action, Supplier<Trade> opened) {
        try {
            var trade = opened.get();
            if (request.query("dryRun") == null) {
                trade = desk.pay(trade.outTradeNo(), Telling.ONCE, false);
            }
            return Json.reply(Map.of("errMsg", action + ":ok", "trade", view.line(trade)));
        } catch (Cashier.ClosedException e) {
            return Json.reply(Map.of("errMsg", action + ":fail " + e.getMessage()));
        }
    }

    private Reply changeMerchant(Request request) {
        var change = Json.read(request, MerchantChange.class);
        return understood(
                () -> {
                    var products = change.products();
                    var changed =
                            new Settings(
                                    products == null ? ledger.settings().products() : products,
                                    change.balance());
                    ledger.record(List.of(new Entry.Set(changed.products(), changed.balance())));
                    return Json.reply(changed);
                });
    }

    private Reply schedule() {
        return Json.reply(Map.of("retry", queue.schedule().toString()));
    }

    private Reply changeSchedule(Request request) {
        var retry = Json.read(request, Schedule.class).retry();
        if (retry == null) {
            throw new HttpRefusal(400, "retry is missing");
        }
        return understood(
                () -> {
                    queue.use(RetrySchedule.parse(retry));
                    return schedule();
                });
    }

    private static <T> T understood(Supplier<T> command) {
        try {
            return command.get();
        } catch (IllegalArgumentException e) {
            throw new HttpRefusal(400, String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            throw new HttpRefusal(409, String.valueOf(e.getMessage()));
        }
    }

    /** By the shop's number or by WeChat's. */
    private Trade trade(Request request) {
        var number = request.pathVariable("number");
        return ledger.find(number)
                .or(() -> ledger.findByTransaction(number))
                .orElseThrow(() -> new HttpRefusal(404, "There is no order " + number + "."));
    }

    private Refund refund(Request request) {
        var number = request.pathVariable("number");
        return ledger.findRefund(number)
                .orElseThrow(() -> new HttpRefusal(404, "There is no refund " + number + "."));
    }

    private static int number(Request request, String name, int otherwise) {
        var text = request.query(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return Math.clamp(
                    Integer.parseInt(text),
                    0,
                    name.equals("limit") ? LONGEST_PAGE : Integer.MAX_VALUE);
        } catch (NumberFormatException _) {
            throw new HttpRefusal(400, name + " must be a number");
        }
    }
}
