package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.CallbackSender;
import io.cashbell.local.gateway.Faults;
import io.cashbell.local.gateway.RetrySchedule;
import io.cashbell.local.gateway.SandboxClock;
import io.cashbell.local.gateway.SandboxGateway;
import io.cashbell.local.gateway.http.Handler;
import io.cashbell.local.gateway.http.Router;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** ECPay's stage, as far as a shop can tell. */
public final class EcpaySandbox implements SandboxGateway {
    /** Section 5: four repeats, five to fifteen minutes apart. */
    private static final String OWN_RETRY = "5m,10m,15m,15m";

    private final SandboxClock clock;
    private final Ledger ledger;
    private final CallbackQueue queue;
    private final Checkout checkout;
    private final TradePages tradePages;
    private final TradeQuery query;
    private final InfoQuery infoQuery;
    private final CardDesk cardDesk;
    private final CardQuery cardQuery;
    private final MediaFile mediaFile;
    private final Throttle throttle;
    private final Control control;
    private final Faults faults = new Faults("ecpay", Throttle::forbidden);

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
        var offers = new Offers(Limits.ofEnvironment(environment));
        var schedule = RetrySchedule.ofEnvironment(environment, "ECPAY_SANDBOX_RETRY", OWN_RETRY);
        var fields = new CallbackFields(merchants);
        ledger = new Ledger(dataFolder == null ? null : dataFolder.resolve("ecpay.jsonl"));
        queue = new CallbackQueue(ledger, fields, sender, clock, schedule);
        var desk = new TradeDesk(ledger, queue, clock);
        var page = new PaymentPage(offers, clock);
        checkout = new Checkout(new OrderRules(merchants, offers), desk, page);
        tradePages = new TradePages(ledger, desk, offers, fields, page, new IssuedPage(clock));
        var callers = new Callers(merchants, clock);
        var closing = Closing.ofEnvironment(environment);
        var balances = new Balances();
        query = new TradeQuery(ledger, callers);
        infoQuery = new InfoQuery(ledger, callers, fields);
        cardDesk = new CardDesk(ledger, callers, balances, closing, clock);
        cardQuery = new CardQuery(ledger, callers, closing, environment, clock);
        mediaFile = new MediaFile(ledger, merchants, closing, clock);
        throttle = new Throttle(Throttle.Rules.ofEnvironment(environment), clock);
        control =
                new Control(
                        ledger,
                        desk,
                        offers,
                        queue,
                        balances,
                        throttle,
                        new ControlView(ledger, fields, closing, clock),
                        clock);
        this.clock = clock;
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
        on(router, "/ecpay/Cashier/QueryTradeInfo/V5", "query", query::answer);
        on(router, "/ecpay/Cashier/QueryPaymentInfo", "payment-info", infoQuery::answer);
        on(router, "/ecpay/CreditDetail/DoAction", "do-action", cardDesk::act);
        on(router, "/ecpay/CreditDetail/QueryTrade/V2", "card-query", cardQuery::answer);
        on(
                router,
                "/ecpay/PaymentMedia/TradeNoAio",
                "media",
                throttle.aroundMedia(mediaFile::download));
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
                                        Parts.dollars(trade.order().amount()),
                                        ControlView.status(trade, clock.instant()),
                                        Parts.link(trade)))
                .toList();
    }

    @Override
    public List<ControlCommand> controlCommands() {
        return Stream.concat(ControlCommands.ALL.stream(), faults.commands().stream()).toList();
    }

    @Override
    public void close() {
        queue.close();
        ledger.close();
    }

    /** What a shop's server calls, unlike its buyer's browser. */
    private void on(Router router, String path, String operation, Handler handler) {
        router.on("POST", path, faults.around(operation, throttle.around(handler)));
    }
}
