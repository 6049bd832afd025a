package io.cashbell.local.gateway;

import io.cashbell.local.gateway.ecpay.EcpaySandbox;
import io.cashbell.local.gateway.http.Router;
import io.cashbell.local.gateway.http.SandboxServer;
import io.cashbell.local.gateway.kakaopay.KakaoPaySandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The payment gateways of a shop that runs on one machine.
 *
 * <p>Reads from its environment: {@code ECPAY_MERCHANT_ID}, {@code ECPAY_HASH_KEY}, {@code
 * ECPAY_HASH_IV} (a merchant beside the published ones), {@code ECPAY_SANDBOX_RETRY} (such as
 * {@code 2s,2s,5s,5s}; when a callback is repeated), {@code ECPAY_SANDBOX_CREDIT_LIMITS} (such as
 * {@code 5-199999}), {@code KAKAOPAY_CID}, {@code KAKAOPAY_CID_SECRET} (a merchant beside
 * KakaoPay's test merchant), {@code KAKAOPAY_SECRET_KEY}, {@code KAKAOPAY_ADMIN_KEY} (instead of
 * the local keys), {@code KAKAOPAY_SANDBOX_LIMITS} (such as {@code 1-2000000}), {@code
 * GATEWAY_SANDBOX_HOST} (the address to listen on, for a container; otherwise the loopback
 * address), {@code GATEWAY_SANDBOX_PUBLIC_URL} (where a buyer's browser finds it, if not where the
 * shop does).
 */
public final class GatewaySandbox implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GatewaySandbox.class);

    /** In the order of the front page. */
    private static final List<Maker> GATEWAYS = List.of(EcpaySandbox::new, KakaoPaySandbox::new);

    private final SandboxServer server;
    private final Deque<AutoCloseable> parts;

    /** How each gateway begins. */
    @FunctionalInterface
    private interface Maker {
        SandboxGateway make(
                @Nullable Path dataFolder,
                Map<String, String> environment,
                CallbackSender sender,
                SandboxClock clock);
    }

    private GatewaySandbox(SandboxServer server, Deque<AutoCloseable> parts) {
        this.server = server;
        this.parts = parts;
    }

    /**
     * Listens when it returns.
     *
     * @param port 0 takes a free one
     * @param dataFolder where trades and undelivered callbacks are kept; null: nowhere
     * @throws IllegalStateException when the port or the data folder is in use
     * @throws IllegalArgumentException naming the variable that is wrong
     */
    public static GatewaySandbox start(
            int port, @Nullable Path dataFolder, Map<String, String> environment) {
        return start(port, dataFolder, environment, new CallbackSender(), Clock.systemUTC());
    }

    static GatewaySandbox start(
            int port,
            @Nullable Path dataFolder,
            Map<String, String> environment,
            CallbackSender sender,
            Clock clock) {
        // The port first: whoever has it may also have the data folder, and the port says more.
        var server = listen(port, environment);
        var parts = new ArrayDeque<AutoCloseable>();
        try {
            parts.push(sender);
            var moved =
                    SandboxClock.open(
                            dataFolder == null ? null : dataFolder.resolve("clock.journal"), clock);
            parts.push(moved);
            var gateways = new ArrayList<SandboxGateway>();
            for (var maker : GATEWAYS) {
                var gateway = maker.make(dataFolder, environment, sender, moved);
                parts.push(gateway);
                gateways.add(gateway);
            }
            var front = new FrontPages(gateways);
            var router = new Router(front::error);
            front.addRoutes(router);
            new ClockControl(moved).addRoutes(router);
            gateways.forEach(gateway -> gateway.addRoutes(router));
            server.serve(router);
            var sandbox = new GatewaySandbox(server, parts);
            log.atInfo().addKeyValue("port", sandbox.port()).log("Gateway sandbox started");
            return sandbox;
        } catch (RuntimeException e) {
            server.close();
            close(parts);
            throw e;
        }
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        close(parts);
    }

    /** The last that began is the first to end. */
    private static void close(Deque<AutoCloseable> parts) {
        for (var part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                log.atWarn().setCause(e).log("A part of the sandbox did not end well");
            }
        }
    }

    private static SandboxServer listen(int port, Map<String, String> environment) {
        var host = environment.getOrDefault("GATEWAY_SANDBOX_HOST", "").strip();
        try {
            var address =
                    host.isEmpty()
                            ? InetAddress.getLoopbackAddress()
                            : InetAddress.getAllByName(host)[0];
            return SandboxServer.listen(new InetSocketAddress(address, port));
        } catch (BindException e) {
            throw new IllegalStateException(
                    "port "
                            + port
                            + " is not free, so the gateway sandbox cannot start: "
                            + e.getMessage(),
                    e);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "GATEWAY_SANDBOX_HOST is not an address of this machine: " + host, e);
        } catch (IOException e) {
            throw new UncheckedIOException("the gateway sandbox cannot listen on port " + port, e);
        }
    }
}
