package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.CallbackSender;
import io.cashbell.local.gateway.Faults;
import io.cashbell.local.gateway.RetrySchedule;
import io.cashbell.local.gateway.SandboxClock;
import io.cashbell.local.gateway.SandboxGateway;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Router;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** ECPay's stage, as far as a shop can tell. */
public final class EcpaySandbox implements SandboxGateway {
    /** Section 5: four repeats, five to fifteen minutes apart. */
    private static final String OWN_RETRY = "5m,10m,15m,15m";

    private final Ledger ledger;
    private final CallbackQueue queue;
    private final Checkout checkout;
    private final TradePages tradePages;
    private final TradeQuery query;
    private final Control control;
    private final Faults faults = new Faults("ecpay", EcpaySandbox::throttled);

    /**
     * Begins with what the data folder knows, and delivers what it owes.
     *
     * @param dataFolder null: what happened is forgotten at the end
     */
    public EcpaySandbox(
            @Nullable Path dataFolder,
            Map<String, String> environment,
            CallbackSender sender,
            SandboxClock clock) {
        var merchants = Merchants.ofEnvironment(environment);
        var limits = Limits.ofEnvironment(environment);
        var schedule = RetrySchedule.ofEnvironment(environment, "ECPAY_SANDBOX_RETRY", OWN_RETRY);
        var fields = new CallbackFields(merchants);
        ledger = new Ledger(dataFolder == null ? null : dataFolder.resolve("ecpay.jsonl"));
        queue = new CallbackQueue(ledger, fields, sender, clock, schedule);
        var desk = new TradeDesk(ledger, queue, clock);
        var pages = new Pages(clock);
        checkout = new Checkout(new OrderRules(merchants, limits), desk, pages);
        tradePages = new TradePages(ledger, desk, fields, pages);
        query = new TradeQuery(ledger, merchants, clock);
        control = new Control(ledger, desk, queue, fields);
    }

    @Override
    public String name() {
        return "ecpay";
    }

    @Override
    public String title() {
        return "ECPay 綠界 All-in-One";
    }

    @Override
    public String entrance() {
        return "/ecpay/Cashier/AioCheckOut/V5";
    }

    @Override
    public void addRoutes(Router router) {
        router.on("POST", entrance(), faults.around("create", checkout::create));
        router.on(
                "POST", "/ecpay/Cashier/QueryTradeInfo/V5", faults.around("query", query::answer));
        faults.addRoutes(router);
        tradePages.addRoutes(router);
        control.addRoutes(router);
    }

    @Override
    public List<RecentTrade> recentTrades(int most) {
        return ledger.newest(most).stream()
                .map(
                        trade ->
                                new RecentTrade(
                                        name(),
                                        trade.key().merchantTradeNo(),
                                        String.join("、", trade.order().lines()),
                                        Pages.dollars(trade.order().amount()),
                                        trade.status().spelled(),
                                        Pages.link(trade)))
                .toList();
    }

    @Override
    public List<ControlCommand> controlCommands() {
        return Stream.concat(Control.COMMANDS.stream(), faults.commands().stream()).toList();
    }

    @Override
    public void close() {
        queue.close();
        ledger.close();
    }

    /** Section 1: to whoever asks too often, 403 for half an hour. */
    private static Reply throttled() {
        return Reply.bytes(
                403,
                "text/html; charset=utf-8",
                "<!doctype html><html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1></body></html>"
                        .getBytes(StandardCharsets.UTF_8));
    }
}
