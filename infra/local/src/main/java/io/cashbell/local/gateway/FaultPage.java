package io.cashbell.local.gateway;

import io.cashbell.local.gateway.http.Form;
import io.cashbell.local.gateway.http.Html;
import io.cashbell.local.gateway.http.HttpRefusal;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import io.cashbell.local.gateway.http.Router;
import io.cashbell.local.gateway.http.Template;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** One gateway's faults for a person: ordered by a form, listed, cleared by a button. */
final class FaultPage {
    private final String gateway;
    private final Faults faults;

    FaultPage(String gateway, Faults faults) {
        this.gateway = gateway;
        this.faults = faults;
    }

    void addRoutes(Router router) {
        router.on("GET", path(), _ -> Reply.page(200, page()));
        router.on("POST", path(), this::order);
        router.on(
                "POST",
                path() + "/clear",
                _ -> {
                    faults.clear();
                    return Reply.redirect(path());
                });
    }

    private Reply order(Request request) {
        var form = request.isForm() ? request.form() : Form.decode("");
        try {
            faults.order(
                    form.text("operation"),
                    form.text("fault"),
                    (int) number(form, "times"),
                    Duration.ofMillis(number(form, "delayMillis")),
                    (int) number(form, "status"));
        } catch (IllegalArgumentException e) {
            throw new HttpRefusal(400, String.valueOf(e.getMessage()));
        }
        return Reply.redirect(path());
    }

    private Html page() {
        var meanings =
                faults.meanings().entrySet().stream()
                        .map(
                                fault ->
                                        fill(
                                                "part/meaning.html",
                                                Map.of(
                                                        "name",
                                                        fault.getKey(),
                                                        "meaning",
                                                        fault.getValue())))
                        .toList();
        var ordered =
                faults.ordered().stream()
                        .map(
                                one ->
                                        fill(
                                                "part/fault.html",
                                                Map.of(
                                                        "operation", one.operation(),
                                                        "fault", one.fault(),
                                                        "left", one.left(),
                                                        "delayMillis", one.delayMillis(),
                                                        "status", one.status())))
                        .toList();
        var body =
                fill(
                        "faults.html",
                        Map.of(
                                "gateway", gateway,
                                "action", path(),
                                "operations", options(faults.operations()),
                                "faults", options(faults.meanings().keySet()),
                                "meanings", Html.joined(meanings),
                                "ordered",
                                        ordered.isEmpty()
                                                ? fill("part/no-fault.html", Map.of())
                                                : Html.joined(ordered)));
        return fill(
                "layout.html",
                Map.of(
                        "title",
                        "Faults · SANDBOX",
                        "gateway",
                        "Gateways",
                        "width",
                        "wide",
                        "body",
                        body));
    }

    private String path() {
        return "/faults/" + gateway;
    }

    private static Html options(Collection<String> values) {
        return Html.joined(
                values.stream()
                        .map(value -> fill("part/option.html", Map.of("value", value)))
                        .toList());
    }

    private static long number(Form form, String name) {
        try {
            return Long.parseLong(form.text(name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number", e);
        }
    }

    private static Html fill(String template, Map<String, ?> values) {
        return Template.of(template).fill(values);
    }
}
