package io.cashbell.local.gateway;

import io.cashbell.local.gateway.http.Handler;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/** What goes wrong, and whether the gateway has done its work by then. */
public enum Fault {
    SLOW("waits delayMillis, then does it and answers as ever"),
    STATUS("answers the status (500) and does nothing"),
    HTML("answers 200 with an HTML page of an error and does nothing"),
    HALF_BODY("does it, answers half the body and closes the connection"),
    LOST_ANSWER("does it and closes the connection without an answer"),
    THROTTLED("answers as the gateway does to whoever asks too often, and does nothing");

    private final String meaning;

    Fault(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }

    /** As the control API spells it: {@code half-body}. */
    public String spelled() {
        return ControlWords.spelled(this);
    }

    /**
     * @param throttled the gateway's own answer to whoever asks too often
     */
    Reply play(
            Handler handler, Request request, Duration delay, int status, Supplier<Reply> throttled)
            throws Exception {
        return switch (this) {
            case SLOW -> {
                Thread.sleep(delay);
                yield handler.answer(request);
            }
            case STATUS -> {
                Thread.sleep(delay);
                yield Reply.text(status, "");
            }
            case HTML -> {
                Thread.sleep(delay);
                yield Reply.bytes(200, "text/html; charset=utf-8", errorPage());
            }
            case THROTTLED -> {
                Thread.sleep(delay);
                yield throttled.get();
            }
            case HALF_BODY -> {
                var reply = handler.answer(request);
                Thread.sleep(delay);
                yield reply.cutInHalf();
            }
            case LOST_ANSWER -> {
                var reply = handler.answer(request);
                Thread.sleep(delay);
                yield reply.lost();
            }
        };
    }

    private static byte[] errorPage() {
        return "<!doctype html><html><head><title>Error</title></head><body><h1>Server Error</h1></body></html>"
                .getBytes(StandardCharsets.UTF_8);
    }
}
