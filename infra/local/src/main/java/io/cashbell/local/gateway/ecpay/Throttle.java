package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.SandboxClock;
import io.cashbell.local.gateway.http.Handler;
import io.cashbell.local.gateway.http.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Who calls too often gets 403 for half an hour, creating orders excepted; and one reconciliation
 * file a minute is all there is (section 1). How often is too often, ECPay does not say, so nothing
 * is too often here unless a test sets it.
 */
final class Throttle {
    private static final Pattern RATE = Pattern.compile("(\\d{1,6})/(\\d{1,6})s");

    /**
     * What is allowed.
     *
     * @param calls within {@code seconds}; 0 is without limit
     * @param blockedSeconds 403 after that
     * @param mediaSeconds between two reconciliation files; 0 is without limit
     */
    record Rules(int calls, int seconds, int blockedSeconds, int mediaSeconds) {
        private static final int HALF_AN_HOUR = 1_800;

        Rules {
            if (calls < 0 || seconds < 1 || blockedSeconds < 0 || mediaSeconds < 0) {
                throw new IllegalArgumentException(
                        "calls, blockedSeconds and mediaSeconds must not be negative, seconds at"
                                + " least 1");
            }
        }

        static Rules ofEnvironment(Map<String, String> environment) {
            var text = environment.getOrDefault("ECPAY_SANDBOX_THROTTLE", "").strip();
            if (text.isEmpty()) {
                return new Rules(0, 60, HALF_AN_HOUR, 0);
            }
            var rate = RATE.matcher(text);
            if (!rate.matches()) {
                throw new IllegalArgumentException(
                        "ECPAY_SANDBOX_THROTTLE is not like 60/60s: " + text);
            }
            return new Rules(
                    Integer.parseInt(rate.group(1)),
                    Integer.parseInt(rate.group(2)),
                    HALF_AN_HOUR,
                    60);
        }
    }

    private final SandboxClock clock;
    private final Deque<Instant> calls = new ArrayDeque<>();
    private Rules rules;
    private Instant blockedUntil = Instant.MIN;
    private Instant mediaFrom = Instant.MIN;

    Throttle(Rules rules, SandboxClock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    Handler around(Handler handler) {
        return request -> isAllowed() ? handler.answer(request) : forbidden();
    }

    /** Every file asked for too early makes the next one wait again. */
    Handler aroundMedia(Handler handler) {
        return request ->
                isMediaAllowed() ? handler.answer(request) : Reply.text(200, "一分鐘之內僅限下載一個媒體檔");
    }

    synchronized Rules rules() {
        return rules;
    }

    /** What was counted is forgotten. */
    synchronized void use(Rules changed) {
        rules = changed;
        calls.clear();
        blockedUntil = Instant.MIN;
        mediaFrom = Instant.MIN;
    }

    static Reply forbidden() {
        return Reply.bytes(
                403,
                "text/html; charset=utf-8",
                "<!doctype html><html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1></body></html>"
                        .getBytes(StandardCharsets.UTF_8));
    }

    private synchronized boolean isAllowed() {
        if (rules.calls() == 0) {
            return true;
        }
        var now = clock.instant();
        if (now.isBefore(blockedUntil)) {
            return false;
        }
        var begin = now.minus(Duration.ofSeconds(rules.seconds()));
        while (!calls.isEmpty() && !calls.getFirst().isAfter(begin)) {
            calls.removeFirst();
        }
        if (calls.size() >= rules.calls()) {
            blockedUntil = now.plusSeconds(rules.blockedSeconds());
            calls.clear();
            return false;
        }
        calls.addLast(now);
        return true;
    }

    private synchronized boolean isMediaAllowed() {
        if (rules.mediaSeconds() == 0) {
            return true;
        }
        var now = clock.instant();
        boolean allowed = !now.isBefore(mediaFrom);
        mediaFrom = now.plusSeconds(rules.mediaSeconds());
        return allowed;
    }
}
