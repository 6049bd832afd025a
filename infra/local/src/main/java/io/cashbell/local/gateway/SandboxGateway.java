package io.cashbell.local.gateway;

import io.cashbell.local.gateway.http.Router;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** One gateway of the sandbox. */
public interface SandboxGateway extends AutoCloseable {

    /** As it stands in paths: {@code ecpay}. */
    String name();

    /** For people: {@code ECPay 綠界}. */
    String title();

    /** Where a shop finds it, below the sandbox's address. */
    String entrance();

    void addRoutes(Router router);

    /** The newest first. */
    List<RecentTrade> recentTrades(int most);

    /** What {@code /control} says about this gateway. */
    List<ControlCommand> controlCommands();

    /**
     * What a shop must be told, as variables of its environment, to use this gateway with keys that
     * nobody published; empty when there are none.
     *
     * @param address of the sandbox
     */
    default Map<String, String> environment(URI address) {
        return Map.of();
    }

    @Override
    void close();

    /**
     * A line of the front page.
     *
     * @param reference what the shop calls it
     * @param link below the sandbox's address
     */
    record RecentTrade(
            String gateway,
            String reference,
            String title,
            String amount,
            String status,
            String link) {}

    record ControlCommand(String method, String path, String meaning) {}
}
