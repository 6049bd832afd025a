package io.cashbell.local.gateway.http;

/** A request that HTTP itself has a status for; the message is safe to show. */
public final class HttpRefusal extends RuntimeException {
    private final int status;

    public HttpRefusal(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }

    public String shown() {
        return String.valueOf(getMessage());
    }
}
