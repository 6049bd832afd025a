package io.cashbell.local.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.local.gateway.SandboxGateway.RecentTrade;
import io.cashbell.local.gateway.http.Html;
import io.cashbell.local.gateway.http.HttpRefusal;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import io.cashbell.local.gateway.http.Router;
import io.cashbell.local.gateway.http.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What belongs to no single gateway: the front page, the page about the control API, how errors
 * look.
 */
final class FrontPages {
    private static final int RECENT_TRADES = 30;
    private static final Map<String, String> ASSETS =
            Map.of(
                    "sandbox.css",
                    "text/css; charset=utf-8",
                    "sandbox.js",
                    "text/javascript; charset=utf-8",
                    "bell.svg",
                    "image/svg+xml");

    private final ObjectMapper json = new ObjectMapper();
    private final List<SandboxGateway> gateways;

    FrontPages(List<SandboxGateway> gateways) {
        this.gateways = gateways;
    }

    void addRoutes(Router router) {
        router.on("GET", "/", _ -> Reply.page(200, frontPage()));
        router.on("GET", "/control", _ -> Reply.page(200, controlPage()));
        router.on(
                "GET",
                "/health",
                _ ->
                        Reply.bytes(
                                200,
                                "application/json",
                                "{\"status\":\"UP\"}".getBytes(StandardCharsets.UTF_8)));
        router.on("GET", "/assets/{file}", this::asset);
        router.on("GET", "/favicon.ico", _ -> asset("bell.svg"));
    }

    /** A page for people, problem+json for programs. */
    Reply error(String path, int status, String message) {
        if (!path.startsWith("/control/")) {
            return Reply.page(
                    status,
                    page(
                            status + " · SANDBOX",
                            "narrow",
                            "error.html",
                            Map.of("status", status, "message", message)));
        }
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "about:blank");
        problem.put("title", "The sandbox refused");
        problem.put("status", status);
        problem.put("detail", message);
        try {
            return Reply.bytes(status, "application/problem+json", json.writeValueAsBytes(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Html frontPage() {
        var cards =
                gateways.stream()
                        .map(
                                gateway ->
                                        fill(
                                                "part/gateway.html",
                                                Map.of(
                                                        "title",
                                                        gateway.title(),
                                                        "entrance",
                                                        gateway.entrance())))
                        .toList();
        var trades = new ArrayList<Html>();
        for (var gateway : gateways) {
            for (RecentTrade trade : gateway.recentTrades(RECENT_TRADES)) {
                trades.add(
                        fill(
                                "part/trade.html",
                                Map.of(
                                        "gateway", trade.gateway(),
                                        "reference", trade.reference(),
                                        "title", trade.title(),
                                        "amount", trade.amount(),
                                        "status", trade.status(),
                                        "link", trade.link())));
            }
        }
        return page(
                "Gateway SANDBOX",
                "wide",
                "index.html",
                Map.of(
                        "gateways",
                        Html.joined(cards),
                        "trades",
                        trades.isEmpty()
                                ? fill("part/no-trade.html", Map.of())
                                : Html.joined(trades)));
    }

    private Html controlPage() {
        var commands =
                Stream.concat(
                                ClockControl.COMMANDS.stream(),
                                gateways.stream()
                                        .flatMap(gateway -> gateway.controlCommands().stream()))
                        .map(
                                command ->
                                        fill(
                                                "part/command.html",
                                                Map.of(
                                                        "method",
                                                        command.method(),
                                                        "path",
                                                        command.path(),
                                                        "meaning",
                                                        command.meaning())))
                        .toList();
        return page(
                "Control API · SANDBOX",
                "wide",
                "control.html",
                Map.of("commands", Html.joined(commands)));
    }

    private Reply asset(Request request) {
        return asset(request.pathVariable("file"));
    }

    private static Reply asset(String file) {
        var type = ASSETS.get(file);
        if (type == null) {
            throw new HttpRefusal(404, "There is no such file.");
        }
        try (var in = FrontPages.class.getResourceAsStream("/gateway/assets/" + file)) {
            if (in == null) {
                throw new HttpRefusal(404, "There is no such file.");
            }
            return Reply.bytes(200, type, in.readAllBytes()).with("Cache-Control", "max-age=60");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Html page(String title, String width, String template, Map<String, ?> values) {
        return fill(
                "layout.html",
                Map.of(
                        "title",
                        title,
                        "gateway",
                        "Gateways",
                        "width",
                        width,
                        "body",
                        fill(template, values)));
    }

    private static Html fill(String template, Map<String, ?> values) {
        return Template.of(template).fill(values);
    }
}
