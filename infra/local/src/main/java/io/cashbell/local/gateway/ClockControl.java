package io.cashbell.local.gateway;

import io.cashbell.local.gateway.SandboxGateway.ControlCommand;
import io.cashbell.local.gateway.http.HttpRefusal;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import io.cashbell.local.gateway.http.Router;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Moves the clock of every gateway at once. */
final class ClockControl {
    static final List<ControlCommand> COMMANDS =
            List.of(
                    new ControlCommand(
                            "GET", "/control/clock", "The time at the gateways, and its offset."),
                    new ControlCommand(
                            "POST",
                            "/control/clock",
                            "{\"advanceSeconds\": 86400} moves every gateway to the same time tomorrow: deadlines pass, callbacks come due. {\"offsetSeconds\": 0} goes back to the real time. Stamps against replays stay real."));

    private final SandboxClock clock;

    private record Body(@Nullable Long advanceSeconds, @Nullable Long offsetSeconds) {}

    ClockControl(SandboxClock clock) {
        this.clock = clock;
    }

    void addRoutes(Router router) {
        router.on("GET", "/control/clock", _ -> show());
        router.on("POST", "/control/clock", this::move);
    }

    private Reply move(Request request) {
        var body = Json.read(request, Body.class);
        var advance = body.advanceSeconds();
        var offset = body.offsetSeconds();
        try {
            if (advance != null && offset == null) {
                clock.advance(Duration.ofSeconds(advance));
            } else if (offset != null && advance == null) {
                clock.setOffset(Duration.ofSeconds(offset));
            } else {
                throw new HttpRefusal(400, "say either advanceSeconds or offsetSeconds");
            }
        } catch (IllegalArgumentException e) {
            throw new HttpRefusal(400, String.valueOf(e.getMessage()));
        }
        return show();
    }

    private Reply show() {
        return Json.reply(
                Map.of(
                        "now", clock.instant().toString(),
                        "realNow", clock.realInstant().toString(),
                        "offsetSeconds", clock.offset().toSeconds()));
    }
}
