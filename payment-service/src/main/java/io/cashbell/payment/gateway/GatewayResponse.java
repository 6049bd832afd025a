package io.cashbell.payment.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** What a gateway's server said; not trusted, whatever its status. */
public final class GatewayResponse {

    private final int status;
    private final Function<String, Optional<String>> headers;
    private final byte[] body;

    /**
     * @param headers the first of that name, in any case
     * @param body not copied
     */
    public GatewayResponse(int status, Function<String, Optional<String>> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    public int status() {
        return status;
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    public Optional<String> header(String name) {
        return headers.apply(name);
    }

    public byte[] body() {
        return body;
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
