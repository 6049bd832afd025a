package io.cashbell.local.gateway.wechatpay;

import io.cashbell.local.gateway.CallbackSender;
import io.cashbell.local.gateway.Faults;
import io.cashbell.local.gateway.RetrySchedule;
import io.cashbell.local.gateway.SandboxClock;
import io.cashbell.local.gateway.SandboxGateway;
import io.cashbell.local.gateway.http.Router;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** WeChat Pay's API v3, as far as a shop can tell. */
public final class WechatPaySandbox implements SandboxGateway {
    private static final String NAME = "wechatpay";

    private final KeyRing keys;
    private final Ledger ledger;
    private final NoticeQueue queue;
    private final Desk desk;
    private final Api api;
    private final PhonePages phone;
    private final Control control;
    private final KeyControl keyControl;
    private final ControlView view;
    private final Faults faults;

    /**
     * Begins with what the data folder knows, and delivers what it owes.
     *
     * @param dataFolder null: what happened is forgotten at the end
     */
    public WechatPaySandbox(
            @Nullable Path dataFolder,
            Map<String, String> environment,
            CallbackSender sender,
            SandboxClock clock) {
        keys = KeyRing.ofEnvironment(dataFolder, environment);
        var schedule =
                RetrySchedule.ofEnvironment(
                        environment, "WECHATPAY_SANDBOX_RETRY", NoticeQueue.OWN_RETRY);
        var refundWay = new Desk.RefundWay(refundTime(environment), platformUrl(environment));
        ledger = new Ledger(dataFolder == null ? null : dataFolder.resolve("wechatpay.jsonl"));
        queue =
                new NoticeQueue(
                        ledger, new NoticeWriter(ledger, keys, clock), sender, clock, schedule);
        desk = new Desk(ledger, queue, clock, refundWay);
        api =
                new Api(
                        new Guard(keys, clock),
                        ledger,
                        desk,
                        new BillDesk(ledger, clock),
                        keys,
                        clock);
        var cashier = new Cashier(ledger, keys, clock);
        view = new ControlView(ledger, clock);
        phone = new PhonePages(cashier, desk, ledger, new Pages(view));
        control = new Control(ledger, desk, queue, cashier, view);
        keyControl = new KeyControl(keys, clock);
        faults = new Faults(NAME, api::throttled);
    }

    /**
     * Makes the keys that a sandbox with this environment will have, if there are none yet, and
     * writes down what a shop must be told of them, a file for each variable: for a shop that
     * begins before its sandbox does.
     *
     * @param environment WECHATPAY_SANDBOX_KEYS names the folder
     * @return empty where it names none
     */
    public static Optional<Path> handOverKeys(Map<String, String> environment) {
        return Optional.of(environment.getOrDefault(KeyRing.KEYS_FOLDER, "").strip())
                .filter(folder -> !folder.isEmpty())
                .map(
                        folder -> {
                            var keys = KeyRing.ofEnvironment(null, environment);
                            var variables =
                                    keys.variables(URI.create("http://localhost" + Guard.PREFIX));
                            // Where the sandbox is, its shop knows better.
                            variables.remove("WECHATPAY_BASE_URL");
                            keys.handOver(variables);
                            return Path.of(folder);
                        });
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "WeChat Pay 微信支付 API v3";
    }

    @Override
    public String entrance() {
        return "/wechatpay/v3/pay/transactions/jsapi";
    }

    @Override
    public void addRoutes(Router router) {
        api.addRoutes(router, faults);
        faults.addRoutes(router);
        phone.addRoutes(router);
        control.addRoutes(router);
        keyControl.addRoutes(router);
    }

    @Override
    public List<RecentTrade> recentTrades(int most) {
        return ledger.newest(most).stream()
                .map(
                        trade ->
                                new RecentTrade(
                                        NAME,
                                        trade.outTradeNo(),
                                        trade.order().description(),
                                        Pages.amount(trade),
                                        view.state(trade),
                                        Pages.link(trade.outTradeNo())))
                .toList();
    }

    @Override
    public List<ControlCommand> controlCommands() {
        return Stream.of(ControlCommands.all(), KeyControl.COMMANDS, faults.commands())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * WECHATPAY_BASE_URL, _MCH_ID, _APP_ID, _SERIAL, _PRIVATE_KEY, _API_V3_KEY, _KEY_MODE,
     * _PUBLIC_KEY_ID and _PUBLIC_KEY. The keys are made if there are none yet, and all of it is
     * written to {@code wechatpay.env} in the data folder.
     */
    @Override
    public Map<String, String> environment(URI address) {
        var variables = keys.variables(address.resolve(Guard.PREFIX));
        keys.publish(variables);
        return variables;
    }

    @Override
    public void close() {
        desk.close();
        queue.close();
        ledger.close();
    }

    private static @Nullable Duration refundTime(Map<String, String> environment) {
        var delays =
                RetrySchedule.ofEnvironment(environment, "WECHATPAY_SANDBOX_REFUND_AFTER", "10s")
                        .delays();
        if (delays.size() > 1) {
            throw new IllegalArgumentException(
                    "WECHATPAY_SANDBOX_REFUND_AFTER is one time, such as 10s, or none");
        }
        return delays.isEmpty() ? null : delays.getFirst();
    }

    private static @Nullable URI platformUrl(Map<String, String> environment) {
        var text = environment.getOrDefault("WECHATPAY_SANDBOX_REFUND_NOTIFY_URL", "").strip();
        if (text.isEmpty()) {
            return null;
        }
        try {
            NotifyUrl.check("WECHATPAY_SANDBOX_REFUND_NOTIFY_URL", text);
            return URI.create(text);
        } catch (RefusedException e) {
            throw new IllegalArgumentException(
                    "WECHATPAY_SANDBOX_REFUND_NOTIFY_URL is no address for notices: " + text, e);
        }
    }
}
