package io.cashbell.local.gateway.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the sandbox answers. */
public final class Reply {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Delivery delivery;

    /** How much of an answer arrives. */
    enum Delivery {
        WHOLE,
        /** All headers, half the body, then the connection is closed. */
        HALF,
        /** The connection is closed without a word. */
        NONE
    }

    private Reply(int status, Map<String, String> headers, byte[] body, Delivery delivery) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.delivery = delivery;
    }

    public static Reply page(int status, Html page) {
        return bytes(
                status, "text/html; charset=utf-8", page.markup().getBytes(StandardCharsets.UTF_8));
    }

    public static Reply text(int status, String text) {
        return bytes(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply bytes(int status, String contentType, byte[] body) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", contentType);
        return new Reply(status, headers, body, Delivery.WHOLE);
    }

    /** 204: no body, and so no type of one. */
    public static Reply nothing() {
        return new Reply(204, new LinkedHashMap<>(), new byte[0], Delivery.WHOLE);
    }

    /** See other: the browser goes there by GET. */
    public static Reply redirect(String location) {
        return text(303, "").with("Location", location);
    }

    /** Name and value arrive exactly as they are. */
    public Reply with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Half the body arrives; of a body too short for that, nothing does. */
    public Reply cutInHalf() {
        return new Reply(status, headers, body, body.length < 2 ? Delivery.NONE : Delivery.HALF);
    }

    /** Nothing arrives. */
    public Reply lost() {
        return new Reply(status, headers, body, Delivery.NONE);
    }

    public int status() {
        return status;
    }

    Delivery delivery() {
        return delivery;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }
}
