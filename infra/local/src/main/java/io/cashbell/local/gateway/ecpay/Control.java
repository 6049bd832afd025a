package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.Json;
import io.cashbell.local.gateway.RetrySchedule;
import io.cashbell.local.gateway.SandboxGateway.ControlCommand;
import io.cashbell.local.gateway.ecpay.Callback.Forgery;
import io.cashbell.local.gateway.ecpay.Callback.Kind;
import io.cashbell.local.gateway.ecpay.TradeDesk.Telling;
import io.cashbell.local.gateway.http.HttpRefusal;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import io.cashbell.local.gateway.http.Router;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The same by program: for tests, which have no buyer to press a button. */
final class Control {
    static final List<ControlCommand> COMMANDS =
            List.of(
                    new ControlCommand(
                            "GET",
                            "/control/ecpay/trades",
                            "The ledger, the newest first. Filters: ?merchantTradeNo=, ?customField1=, ?limit= (1000)."),
                    new ControlCommand(
                            "POST",
                            "/control/ecpay/trades/{merchantTradeNo}/pay",
                            "The buyer pays. Optional body: {\"callbacks\": 2, \"delayMillis\": 500, \"forge\": \"none\"}. callbacks: copies to send, 0 loses the callback; only the first is repeated until 1|OK. forge: mac, amount, merchant or tradeNo sends forged callbacks only and leaves the trade alone. On a paid trade, callbacks sends further copies."),
                    new ControlCommand(
                            "POST",
                            "/control/ecpay/trades/{merchantTradeNo}/fail",
                            "The card is refused. Body as above."),
                    new ControlCommand(
                            "POST",
                            "/control/ecpay/trades/{merchantTradeNo}/simulate",
                            "“Simulate payment” of the vendor console: SimulatePaid=1, the trade stays as it is. Body as above."),
                    new ControlCommand(
                            "GET",
                            "/control/ecpay/callbacks",
                            "Every attempt to deliver a callback, the oldest first. Filters: ?merchantTradeNo=, ?limit= (100000, the newest)."),
                    new ControlCommand(
                            "GET",
                            "/control/ecpay/schedule",
                            "When a callback is repeated that was not answered by 1|OK."),
                    new ControlCommand(
                            "PUT",
                            "/control/ecpay/schedule",
                            "{\"retry\": \"2s,2s,5s,5s\"} or {\"retry\": \"none\"}. Also holds for callbacks that wait for a repeat."));

    private static final int MOST_TRADES = 1_000;
    private static final int MOST_ATTEMPTS = 100_000;

    private final Ledger ledger;
    private final TradeDesk desk;
    private final CallbackQueue queue;
    private final ControlView view;

    /** The optional body of a command. */
    private record Command(
            @Nullable Integer callbacks, @Nullable Long delayMillis, @Nullable String forge) {}

    private record Schedule(@Nullable String retry) {}

    Control(Ledger ledger, TradeDesk desk, CallbackQueue queue, CallbackFields fields) {
        this.ledger = ledger;
        this.desk = desk;
        this.queue = queue;
        this.view = new ControlView(ledger, fields);
    }

    void addRoutes(Router router) {
        router.on("GET", "/control/ecpay/trades", this::trades);
        router.on("POST", "/control/ecpay/trades/{number}/pay", request -> act(request, Kind.PAID));
        router.on(
                "POST",
                "/control/ecpay/trades/{number}/fail",
                request -> act(request, Kind.FAILED));
        router.on(
                "POST",
                "/control/ecpay/trades/{number}/simulate",
                request -> act(request, Kind.SIMULATED));
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

    private Reply act(Request request, Kind kind) {
        var command = Json.read(request, Command.class);
        var trade =
                TradePages.find(
                        ledger, request.pathVariable("number"), request.query("merchantId"));
        try {
            var telling =
                    new Telling(
                            command.callbacks() == null ? 1 : command.callbacks(),
                            Duration.ofMillis(
                                    command.delayMillis() == null ? 0 : command.delayMillis()),
                            forgery(command.forge()));
            return Json.reply(
                    view.trade(desk.settle(trade, kind, telling, command.callbacks() != null)));
        } catch (IllegalArgumentException e) {
            throw new HttpRefusal(400, String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            throw new HttpRefusal(409, String.valueOf(e.getMessage()));
        }
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
                                        "forge must be mac, amount, merchant, tradeNo or none"));
    }

    private static int limit(Request request, int otherwise) {
        var text = request.query("limit");
        if (text == null) {
            return otherwise;
        }
        try {
            return Math.clamp(Integer.parseInt(text), 0, MOST_ATTEMPTS);
        } catch (NumberFormatException _) {
            throw new HttpRefusal(400, "limit must be a number");
        }
    }
}
