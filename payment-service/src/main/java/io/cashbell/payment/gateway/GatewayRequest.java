package io.cashbell.payment.gateway;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What came to a callback address, as it came. */
public final class GatewayRequest {

    private final byte[] body;
    private final Function<String, @Nullable String> headers;

    /**
     * @param body not copied
     * @param headers a header by its name in any case; null where there is none or more than one
     */
    public GatewayRequest(byte[] body, Function<String, @Nullable String> headers) {
        this.body = body;
        this.headers = headers;
    }

    public byte[] body() {
        return body;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.apply(name));
    }
}
