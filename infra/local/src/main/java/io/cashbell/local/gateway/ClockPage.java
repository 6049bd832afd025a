package io.cashbell.local.gateway;

import io.cashbell.local.gateway.http.Form;
import io.cashbell.local.gateway.http.Html;
import io.cashbell.local.gateway.http.HttpRefusal;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import io.cashbell.local.gateway.http.Router;
import io.cashbell.local.gateway.http.Template;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** The gateways' clock for a person: three buttons forward and one back to the real time. */
final class ClockPage {
    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final SandboxClock clock;

    ClockPage(SandboxClock clock) {
        this.clock = clock;
    }

    void addRoutes(Router router) {
        router.on("GET", "/clock", _ -> Reply.page(200, page()));
        router.on("POST", "/clock", this::move);
    }

    private Reply move(Request request) {
        var seconds = (request.isForm() ? request.form() : Form.decode("")).text("advanceSeconds");
        try {
            if (seconds.isEmpty()) {
                clock.setOffset(Duration.ZERO);
            } else {
                clock.advance(Duration.ofSeconds(Long.parseLong(seconds)));
            }
        } catch (IllegalArgumentException e) {
            throw new HttpRefusal(400, "The clock cannot be moved by " + seconds + " seconds.");
        }
        return Reply.redirect("/clock");
    }

    private Html page() {
        var now = clock.instant();
        var body =
                Template.of("clock.html")
                        .fill(
                                Map.of(
                                        "taipei", shown("Asia/Taipei"),
                                        "seoul", shown("Asia/Seoul"),
                                        "utc", now.toString(),
                                        "offset", clock.offset().toString()));
        return Template.of("layout.html")
                .fill(
                        Map.of(
                                "title",
                                "Clock · SANDBOX",
                                "gateway",
                                "Gateways",
                                "width",
                                "narrow",
                                "body",
                                body));
    }

    private String shown(String zone) {
        return SHOWN.format(clock.instant().atZone(ZoneId.of(zone)));
    }
}
