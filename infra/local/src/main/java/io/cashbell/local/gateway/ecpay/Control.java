package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.Json;
import io.cashbell.local.gateway.RetrySchedule;
import io.cashbell.local.gateway.SandboxClock;
import io.cashbell.local.gateway.http.HttpRefusal;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import io.cashbell.local.gateway.http.Router;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The same by program: for tests, which have no buyer to press a button. */
final class Control {
    private static final int MOST_TRADES = 1_000;
    private static final int MOST_ATTEMPTS = 100_000;
    private static final Pattern CODE = Pattern.compile("\\d{1,9}");

    private final Ledger ledger;
    private final TradeDesk desk;
    private final Offers offers;
    private final CallbackQueue queue;
    private final Balances balances;
    private final Throttle throttle;
    private final ControlView view;
    private final SandboxClock clock;

    private record Schedule(@Nullable String retry) {}

    private record Balance(@Nullable String merchantId, @Nullable Long balance) {}

    private record ThrottleChange(
            @Nullable Integer calls,
            @Nullable Integer seconds,
            @Nullable Integer blockedSeconds,
            @Nullable Integer mediaSeconds) {}

    /** What a command does. */
    @FunctionalInterface
    private interface Act {
        Trade on(Trade trade, Choice choice, TradeCommand command);
    }

    Control(
            Ledger ledger,
            TradeDesk desk,
            Offers offers,
            CallbackQueue queue,
            Balances balances,
            Throttle throttle,
            ControlView view,
            SandboxClock clock) {
        this.ledger = ledger;
        this.desk = desk;
        this.offers = offers;
        this.queue = queue;
        this.balances = balances;
        this.throttle = throttle;
        this.view = view;
        this.clock = clock;
    }

    void addRoutes(Router router) {
        router.on("GET", "/control/ecpay/trades", this::trades);
        router.on(
                "GET",
                "/control/ecpay/trades/{number}",
                request -> Json.reply(view.tradeWithMessages(find(request))));
        router.on("GET", "/control/ecpay/ledger", this::ledger);
        command(
                router,
                "issue",
                (trade, choice, command) -> desk.issue(trade, choice, command.telling()));
        command(router, "pay", this::pay);
        command(router, "fail", this::fail);
        command(router, "cancel", (trade, _, _) -> trade);
        command(
                router,
                "simulate",
                (trade, choice, command) -> desk.simulate(trade, choice, command.telling()));
        router.on("POST", "/control/ecpay/closing", _ -> close());
        router.on("PUT", "/control/ecpay/balance", this::changeBalance);
        router.on("GET", "/control/ecpay/throttle", _ -> Json.reply(throttle.rules()));
        router.on("PUT", "/control/ecpay/throttle", this::changeThrottle);
        router.on("GET", "/control/ecpay/callbacks", this::callbacks);
        router.on("GET", "/control/ecpay/schedule", _ -> schedule());
        router.on("PUT", "/control/ecpay/schedule", this::changeSchedule);
    }

    private Reply trades(Request request) {
        var number = request.query("merchantTradeNo");
        var customField = request.query("customField1");
        int limit = limit(request, MOST_TRADES);
        var found =
                number != null
                        ? ledger.findByNumber(number)
                        : customField != null
                                ? ledger.findByCustomField1(customField)
                                : ledger.newest(limit);
        var shown =
                found.stream()
                        .filter(
                                trade ->
                                        customField == null
                                                || trade.order()
                                                        .text("CustomField1")
                                                        .equals(customField))
                        .limit(limit)
                        .map(view::trade)
                        .toList();
        return Json.reply(Map.of("items", shown));
    }

    private Reply ledger(Request request) {
        int limit = limit(request, MOST_TRADES);
        int from = number("cursor", request.query("cursor"), 0);
        var state = request.query("state");
        var trades = ledger.from(from, limit);
        var answer = new LinkedHashMap<String, Object>();
        answer.put(
                "items",
                trades.stream()
                        .map(view::line)
                        .filter(line -> state == null || line.state().equals(state))
                        .toList());
        answer.put(
                "nextCursor",
                limit > 0 && trades.size() == limit ? String.valueOf(from + limit) : null);
        return Json.reply(answer);
    }

    private Reply callbacks(Request request) {
        var number = request.query("merchantTradeNo");
        var attempts =
                ledger.allCallbacks().stream()
                        .filter(
                                callback ->
                                        number == null
                                                || callback.message()
                                                        .trade()
                                                        .merchantTradeNo()
                                                        .equals(number))
                        .flatMap(view::attempts)
                        .toList();
        int limit = limit(request, MOST_ATTEMPTS);
        return Json.reply(
                Map.of(
                        "items",
                        attempts.subList(Math.max(0, attempts.size() - limit), attempts.size())));
    }

    private Trade pay(Trade trade, Choice choice, TradeCommand command) {
        if (command.is(command.simulated())) {
            return desk.simulate(trade, choice, command.telling());
        }
        long amount = command.amount() == null ? trade.order().amount() : command.amount();
        if (amount < 1 || amount > 999_999_999) {
            throw new IllegalArgumentException("amount must be 1 to 999999999");
        }
        return desk.pay(
                trade, choice, amount, command.is(command.afterDeadline()), command.telling());
    }

    private Trade fail(Trade trade, Choice choice, TradeCommand command) {
        var code = command.code() == null ? TradePages.failureOf(choice) : command.code();
        if (!CODE.matcher(code).matches() || code.equals(CallbackFields.PAID)) {
            throw new IllegalArgumentException("code must be a number, and not 1");
        }
        return command.is(command.keepOpen())
                ? desk.decline(trade, choice, code, command.telling())
                : desk.fail(trade, choice, code, command.telling());
    }

    private void command(Router router, String name, Act act) {
        router.on(
                "POST",
                "/control/ecpay/trades/{number}/" + name,
                request -> {
                    var command = Json.read(request, TradeCommand.class);
                    var trade = find(request);
                    try {
                        return Json.reply(
                                view.trade(act.on(trade, choice(trade, command), command)));
                    } catch (IllegalArgumentException e) {
                        throw new HttpRefusal(400, String.valueOf(e.getMessage()));
                    } catch (IllegalStateException e) {
                        throw new HttpRefusal(409, String.valueOf(e.getMessage()));
                    }
                });
    }

    private Choice choice(Trade trade, TradeCommand command) {
        var taken = trade.choice();
        return taken != null && command.method() == null
                ? taken
                : offers.choose(
                        trade.order(),
                        command.method(),
                        command.sub(),
                        command.instalments(),
                        command.unionPay());
    }

    private Trade find(Request request) {
        return TradePages.find(ledger, request.pathVariable("number"), request.query("merchantId"));
    }

    private Reply close() {
        clock.advance(Duration.between(clock.instant(), Closing.end(clock.instant())));
        return Json.reply(
                Map.of(
                        "now", clock.instant().toString(),
                        "realNow", clock.realInstant().toString(),
                        "offsetSeconds", clock.offset().toSeconds()));
    }

    private Reply changeBalance(Request request) {
        var change = Json.read(request, Balance.class);
        var merchantId = change.merchantId();
        var amount = change.balance();
        if (merchantId == null || (amount != null && amount < 0)) {
            throw new HttpRefusal(400, "say merchantId, and a balance that is not negative");
        }
        balances.set(merchantId, amount);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("merchantId", merchantId);
        answer.put("balance", balances.of(merchantId));
        return Json.reply(answer);
    }

    private Reply changeThrottle(Request request) {
        var change = Json.read(request, ThrottleChange.class);
        var now = throttle.rules();
        try {
            throttle.use(
                    new Throttle.Rules(
                            otherwise(change.calls(), now.calls()),
                            otherwise(change.seconds(), now.seconds()),
                            otherwise(change.blockedSeconds(), now.blockedSeconds()),
                            otherwise(change.mediaSeconds(), now.mediaSeconds())));
        } catch (IllegalArgumentException e) {
            throw new HttpRefusal(400, String.valueOf(e.getMessage()));
        }
        return Json.reply(throttle.rules());
    }

    private static int otherwise(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }

    private Reply schedule() {
        return Json.reply(Map.of("retry", queue.schedule().toString()));
    }

    private Reply changeSchedule(Request request) {
        var retry = Json.read(request, Schedule.class).retry();
        if (retry == null) {
            throw new HttpRefusal(400, "retry is missing");
        }
        try {
            queue.use(RetrySchedule.parse(retry));
        } catch (IllegalArgumentException e) {
            throw new HttpRefusal(400, "retry " + e.getMessage());
        }
        return schedule();
    }

    private static int limit(Request request, int otherwise) {
        return Math.min(number("limit", request.query("limit"), otherwise), MOST_ATTEMPTS);
    }

    private static int number(String name, @Nullable String text, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            return Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException _) {
            throw new HttpRefusal(400, name + " must be a number");
        }
    }
}
