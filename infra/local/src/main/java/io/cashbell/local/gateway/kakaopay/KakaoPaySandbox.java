package io.cashbell.local.gateway.kakaopay;

import io.cashbell.local.gateway.CallbackSender;
import io.cashbell.local.gateway.Faults;
import io.cashbell.local.gateway.SandboxClock;
import io.cashbell.local.gateway.SandboxGateway;
import io.cashbell.local.gateway.http.Router;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** KakaoPay, as far as a shop and a buyer can tell. */
public final class KakaoPaySandbox implements SandboxGateway {
    static final String NAME = "kakaopay";

    private final Ledger ledger;
    private final Visits visits;
    private final Faults faults;
    private final Api api;
    private final PaymentPages pages;
    private final Control control;

    /**
     * Begins with what the data folder knows.
     *
     * @param dataFolder null: what happened is forgotten at the end
     */
    public KakaoPaySandbox(
            @Nullable Path dataFolder,
            Map<String, String> environment,
            CallbackSender sender,
            SandboxClock clock) {
        var merchants = Merchants.ofEnvironment(environment);
        var rules = new OrderRules(merchants, Limits.ofEnvironment(environment));
        var addresses = Addresses.ofEnvironment(environment);
        ledger = new Ledger(dataFolder == null ? null : dataFolder.resolve(NAME + ".jsonl"));
        visits = new Visits(ledger, sender, clock);
        var desk = new Desk(ledger, clock);
        faults = OwnFaults.of(desk);
        api = new Api(merchants, rules, desk, addresses, faults);
        pages = new PaymentPages(ledger, desk, clock);
        control = new Control(ledger, desk, visits, clock);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "KakaoPay 카카오페이";
    }

    @Override
    public String entrance() {
        return Dialect.OPEN.root() + "/" + Operation.READY.spelled();
    }

    @Override
    public void addRoutes(Router router) {
        api.addRoutes(router);
        faults.addRoutes(router);
        pages.addRoutes(router);
        control.addRoutes(router);
    }

    @Override
    public List<RecentTrade> recentTrades(int most) {
        return ledger.newest(most).stream()
                .map(
                        payment ->
                                new RecentTrade(
                                        NAME,
                                        payment.order().partnerOrderId(),
                                        payment.order().itemName(),
                                        Amount.shown(payment.order().amount().total()),
                                        payment.status().name(),
                                        Addresses.trade(payment)))
                .toList();
    }

    @Override
    public List<ControlCommand> controlCommands() {
        return Stream.concat(Control.COMMANDS.stream(), faults.commands().stream()).toList();
    }

    @Override
    public void close() {
        visits.close();
        ledger.close();
    }
}
