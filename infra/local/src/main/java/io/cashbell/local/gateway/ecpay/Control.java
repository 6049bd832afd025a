package io.cashbell.local.gateway.ecpay;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.cashbell.local.gateway.Json;
import io.cashbell.local.gateway.SandboxClock;
import io.cashbell.local.gateway.SandboxGateway.ControlCommand;
import io.cashbell.local.gateway.ecpay.Callback.Forgery;
import io.cashbell.local.gateway.ecpay.TradeDesk.Telling;
import io.cashbell.local.gateway.http.HttpRefusal;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import io.cashbell.local.gateway.http.Router;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The same by program: for tests, which have no buyer to press a button. */
final class Control {
    private static final String TRADE = "/control/ecpay/trades/{merchantTradeNo}";

    static final List<ControlCommand> COMMANDS =
            List.of(
                    new ControlCommand(
                            "GET",
                            "/control/ecpay/trades",
                            "The ledger, the newest first. Filters: ?merchantTradeNo=,"
                                    + " ?customField1=, ?limit= (1000)."),
                    new ControlCommand(
                            "GET",
                            TRADE,
                            "One trade with every callback, its attempts and the shop's answers."),
                    new ControlCommand(
                            "GET",
                            "/control/ecpay/ledger",
                            "What ECPay believes, the oldest first: {\"items\": […],"
                                    + " \"nextCursor\": …}. ?limit= (1000), ?cursor=, ?state=paid."),
                    new ControlCommand(
                            "POST",
                            TRADE + "/issue",
                            "The buyer takes an account, a code or barcodes, or applies for a loan."
                                    + " Optional body as below; copies go to PaymentInfoURL."),
                    new ControlCommand(
                            "POST",
                            TRADE + "/pay",
                            "The buyer pays. Optional body: {\"callbacks\": 2, \"delayMillis\":"
                                    + " 500, \"forgery\": \"none\", \"amount\": 1, \"simulated\":"
                                    + " false, \"afterDeadline\": false, \"method\": \"ATM\", \"sub\":"
                                    + " \"BOT\", \"instalments\": 3, \"unionPay\": false}. callbacks:"
                                    + " copies to send, 0 loses the callback; only the first is"
                                    + " repeated until 1|OK. delayMillis: on the gateway's clock."
                                    + " forgery: mac, unsigned, keys, amount, merchant or tradeNo sends"
                                    + " forged callbacks only and leaves the trade alone. amount:"
                                    + " another than the order's is paid. On a paid trade, callbacks"
                                    + " sends further copies."),
                    new ControlCommand(
                            "POST",
                            TRADE + "/fail",
                            "The card or the loan is refused. Body as above, and \"code\" for"
                                    + " another RtnCode, \"keepOpen\": true to tell a failure and leave"
                                    + " the trade as it is: the buyer may try again, or it was paid"
                                    + " already and the news is old."),
                    new ControlCommand(
                            "POST",
                            TRADE + "/cancel",
                            "The buyer walks away: nothing happens, and nobody is told."),
                    new ControlCommand(
                            "POST",
                            TRADE + "/simulate",
                            "“Simulate payment” of the vendor console: SimulatePaid=1, the trade"
                                    + " stays as it is. Body as above."),
                    new ControlCommand(
                            "POST",
                            "/control/ecpay/closing",
                            "Moves the clock of every gateway to the end of the next daily closing,"
                                    + " 20:30 in Taiwan: authorised becomes to-be-captured,"
                                    + " to-be-captured becomes captured. Answers as /control/clock."),
                    new ControlCommand(
                            "PUT",
                            "/control/ecpay/balance",
                            "{\"merchantId\": \"3002607\", \"balance\": 100}: what the merchant's"
                                    + " account holds for refunds of captured money; null: without"
                                    + " limit, as in the beginning."),
                    new ControlCommand(
                            "PUT",
                            "/control/ecpay/throttle",
                            "{\"calls\": 60, \"seconds\": 60, \"blockedSeconds\": 1800,"
                                    + " \"mediaSeconds\": 60}: more calls than that, creating orders"
                                    + " excepted, are answered 403 for so long; one reconciliation file"
                                    + " in mediaSeconds. 0 is without limit, as in the beginning. GET"
                                    + " shows it."),
                    new ControlCommand(
                            "GET",
                            "/control/ecpay/callbacks",
                            "Every attempt to deliver a callback, the oldest first. Filters:"
                                    + " ?merchantTradeNo=, ?limit= (100000, the newest)."),
                    new ControlCommand(
                            "GET",
                            "/control/ecpay/schedule",
                            "When a callback is repeated that was not answered by 1|OK."),
                    new ControlCommand(
                            "PUT",
                            "/control/ecpay/schedule",
                            "{\"retry\": \"2s,2s,5s,5s\"} or {\"retry\": \"none\"}. Also holds for"
                                    + " callbacks that wait for a repeat."));

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

    /** The optional body of a command. */
    private record Command(
            @Nullable Integer callbacks,
            @Nullable Long delayMillis,
            @JsonAlias("forge") @Nullable String forgery,
            @Nullable Long amount,
            @Nullable Boolean simulated,
            @Nullable Boolean afterDeadline,
            @Nullable Boolean keepOpen,
            @Nullable String code,
            @Nullable String method,
            @Nullable String sub,
            @Nullable Integer instalments,
            @Nullable Boolean unionPay) {

        Telling telling() {
            return new Telling(
                    callbacks == null ? 1 : callbacks,
                    Duration.ofMillis(delayMillis == null ? 0 : delayMillis),
                    Control.forgery(forgery),
                    callbacks != null);
        }

        boolean is(@Nullable Boolean option) {
            return option != null && option;
        }
    }

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
        Trade on(Trade trade, Choice choice, Command command);
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

    private Trade pay(Trade trade, Choice choice, Command command) {
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

    private Trade fail(Trade trade, Choice choice, Command command) {
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
                    var command = Json.read(request, Command.class);
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

    private Choice choice(Trade trade, Command command) {
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

    private static Forgery forgery(@Nullable String spelled) {
        if (spelled == null) {
            return Forgery.NONE;
        }
        return Arrays.stream(Forgery.values())
                .filter(forgery -> forgery.name().equals(spelled.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "forgery must be one of "
                                                + Arrays.stream(Forgery.values())
                                                        .map(Forgery::spelled)
                                                        .collect(Collectors.joining(", "))));
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
