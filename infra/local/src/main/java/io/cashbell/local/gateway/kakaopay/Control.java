package io.cashbell.local.gateway.kakaopay;

import io.cashbell.local.gateway.ControlWords;
import io.cashbell.local.gateway.Json;
import io.cashbell.local.gateway.SandboxGateway.ControlCommand;
import io.cashbell.local.gateway.http.HttpRefusal;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import io.cashbell.local.gateway.http.Router;
import io.cashbell.local.gateway.kakaopay.Visits.Return;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The same by program: for tests, which have no buyer to press a button. */
final class Control {
    static final List<ControlCommand> COMMANDS =
            List.of(
                    new ControlCommand(
                            "GET",
                            "/control/kakaopay/trades",
                            "Payments, the newest first. Filters: ?partnerOrderId=, ?limit= (1000)."),
                    new ControlCommand(
                            "GET",
                            "/control/kakaopay/trades/{number}",
                            "One payment and every visit to the shop. {number} is a tid, or a partner_order_id that has one payment."),
                    new ControlCommand(
                            "POST",
                            "/control/kakaopay/trades/{number}/pay",
                            "The buyer authenticates; answers with returnUrl, the approval_url and its pg_token. Optional body: {\"follow\": true, \"callbacks\": 1, \"delayMillis\": 0, \"method\": \"MONEY\", \"amount\": 100, \"forgery\": \"none\"}. follow: the sandbox itself goes to that address, as the buyer's browser would. callbacks: how often, 0 to 1000; delayMillis: after how long; both imply follow. method: MONEY or CARD. amount: what KakaoPay will claim to have taken. forgery: pg-token or no-pg-token leads back with a wrong token or without one and leaves the payment alone. Once authenticated, it only leads back again."),
                    new ControlCommand(
                            "POST",
                            "/control/kakaopay/trades/{number}/fail",
                            "The buyer cannot pay; leads to fail_url. Optional body: follow, callbacks, delayMillis as above, and {\"status\": \"FAIL_AUTH_PASSWORD\"} or FAIL_PAYMENT."),
                    new ControlCommand(
                            "POST",
                            "/control/kakaopay/trades/{number}/cancel",
                            "The buyer cancels: QUIT_PAYMENT; leads to cancel_url. Optional body: follow, callbacks, delayMillis as above."),
                    new ControlCommand(
                            "POST",
                            "/control/kakaopay/trades/{number}/status",
                            "{\"status\": \"SEND_TMS\"}: how far the buyer has come. READY, SEND_TMS, OPEN_PAYMENT, SELECT_METHOD or ARS_WAITING."),
                    new ControlCommand(
                            "GET",
                            "/control/kakaopay/ledger",
                            "What KakaoPay believes, the oldest first: {\"items\": […], \"nextCursor\": …}. ?limit= (1000), ?cursor=, ?state=paid."));

    private static final int USUAL_LIMIT = 1_000;
    private static final int HIGHEST_LIMIT = 100_000;

    private final Ledger ledger;
    private final Desk desk;
    private final Visits visits;
    private final ControlView view;

    private record Pay(
            @Nullable Boolean follow,
            @Nullable Integer callbacks,
            @Nullable Long delayMillis,
            @Nullable String method,
            @Nullable Long amount,
            @Nullable String forgery) {}

    private record Fail(
            @Nullable Boolean follow,
            @Nullable Integer callbacks,
            @Nullable Long delayMillis,
            @Nullable String status) {}

    private record Cancel(
            @Nullable Boolean follow, @Nullable Integer callbacks, @Nullable Long delayMillis) {}

    private record Moved(@Nullable String status) {}

    Control(Ledger ledger, Desk desk, Visits visits, Clock clock) {
        this.ledger = ledger;
        this.desk = desk;
        this.visits = visits;
        this.view = new ControlView(ledger, clock);
    }

    void addRoutes(Router router) {
        var trades = "/control/" + KakaoPaySandbox.NAME + "/trades";
        var one = trades + "/{number}";
        router.on("GET", trades, this::trades);
        router.on("GET", one, request -> Json.reply(view.trade(find(request))));
        router.on("POST", one + "/pay", request -> understood(() -> pay(request)));
        router.on("POST", one + "/fail", request -> understood(() -> fail(request)));
        router.on("POST", one + "/cancel", request -> understood(() -> cancel(request)));
        router.on("POST", one + "/status", request -> understood(() -> move(request)));
        router.on("GET", "/control/" + KakaoPaySandbox.NAME + "/ledger", this::ledger);
    }

    private Reply trades(Request request) {
        var order = request.query("partnerOrderId");
        int limit = number(request, "limit", USUAL_LIMIT);
        var found = order == null ? ledger.newest(limit) : ledger.findByOrder(order);
        return Json.reply(Map.of("items", found.stream().limit(limit).map(view::trade).toList()));
    }

    private Reply ledger(Request request) {
        return Json.reply(
                view.ledger(
                        number(request, "cursor", 0),
                        number(request, "limit", USUAL_LIMIT),
                        request.query("state")));
    }

    private Reply pay(Request request) {
        var command = Json.read(request, Pay.class);
        var back = back(command.follow(), command.callbacks(), command.delayMillis());
        var method =
                command.method() == null ? null : one(Method.values(), "method", command.method());
        var forgery =
                command.forgery() == null
                        ? Forgery.NONE
                        : ControlWords.read(Forgery.class, "forgery", command.forgery());
        var amount = command.amount();
        if (amount != null && amount < 1) {
            throw new IllegalArgumentException("amount must be at least 1");
        }
        var payment = find(request);
        if (forgery != Forgery.NONE) {
            return leadBack(payment, Addresses.forged(payment, forgery), back);
        }
        var authenticated = authenticated(payment, method, amount);
        return leadBack(authenticated, Addresses.approval(authenticated), back);
    }

    /** Only the first time is it an act of the buyer's. */
    private Payment authenticated(Payment payment, @Nullable Method method, @Nullable Long amount) {
        try {
            var allowed = payment.order().method();
            var usual = allowed == null ? Method.MONEY : allowed;
            return desk.authenticate(payment, method == null ? usual : method, amount);
        } catch (IllegalStateException decided) {
            var now = ledger.find(payment.tid()).orElseThrow();
            if (now.authentication() == null) {
                throw decided;
            }
            return now;
        }
    }

    private Reply fail(Request request) {
        var command = Json.read(request, Fail.class);
        var back = back(command.follow(), command.callbacks(), command.delayMillis());
        var status =
                command.status() == null
                        ? Status.FAIL_AUTH_PASSWORD
                        : one(
                                new Status[] {Status.FAIL_AUTH_PASSWORD, Status.FAIL_PAYMENT},
                                "status",
                                command.status());
        var failed = desk.move(find(request), status);
        return leadBack(failed, failed.order().failUrl(), back);
    }

    private Reply cancel(Request request) {
        var command = Json.read(request, Cancel.class);
        var back = back(command.follow(), command.callbacks(), command.delayMillis());
        var left = desk.move(find(request), Status.QUIT_PAYMENT);
        return leadBack(left, left.order().cancelUrl(), back);
    }

    private Reply move(Request request) {
        var command = Json.read(request, Moved.class);
        var status =
                one(
                        Arrays.stream(Status.values())
                                .filter(Status::awaitsBuyer)
                                .toArray(Status[]::new),
                        "status",
                        command.status());
        return Json.reply(view.trade(desk.move(find(request), status)));
    }

    private Reply leadBack(Payment payment, String url, Return back) {
        visits.plan(payment, url, back);
        return Json.reply(view.trade(payment, url));
    }

    private static Return back(
            @Nullable Boolean follow, @Nullable Integer callbacks, @Nullable Long delayMillis) {
        boolean asked = callbacks != null || delayMillis != null;
        boolean follows = follow == null ? asked : follow;
        int copies = callbacks == null ? 1 : callbacks;
        var delay = Duration.ofMillis(delayMillis == null ? 0 : delayMillis);
        var back = new Return(copies, delay);
        return follows ? back : new Return(0, delay);
    }

    private Payment find(Request request) {
        var number = request.pathVariable("number");
        var byTid = ledger.find(number);
        if (byTid.isPresent()) {
            return byTid.get();
        }
        var found = ledger.findByOrder(number);
        if (found.isEmpty()) {
            throw new HttpRefusal(404, "There is no payment " + number + ".");
        }
        if (found.size() > 1) {
            throw new HttpRefusal(
                    409,
                    "Order "
                            + number
                            + " has several payments; say which by tid: "
                            + found.stream().map(Payment::tid).collect(Collectors.joining(", ")));
        }
        return found.getFirst();
    }

    /** A command, as opposed to its reply, may be wrong in two ways. */
    private static Reply understood(Command command) {
        try {
            return command.run();
        } catch (IllegalArgumentException e) {
            throw new HttpRefusal(400, String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            throw new HttpRefusal(409, String.valueOf(e.getMessage()));
        }
    }

    @FunctionalInterface
    private interface Command {
        Reply run();
    }

    /** Some words are KakaoPay's own, and spelled as it spells them. */
    private static <E extends Enum<E>> E one(E[] allowed, String name, @Nullable String spelled) {
        return Arrays.stream(allowed)
                .filter(value -> value.name().equals(spelled))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        name + " must be one of " + Arrays.toString(allowed)));
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
                    name.equals("limit") ? HIGHEST_LIMIT : Integer.MAX_VALUE);
        } catch (NumberFormatException _) {
            throw new HttpRefusal(400, name + " must be a number");
        }
    }
}
