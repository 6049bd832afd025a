package io.cashbell.local.aws;

/**
 * A refusal in SNS's words.
 *
 * <p>Codes and texts: Amazon SNS API Reference, "Publish", "PublishBatch", "Subscribe", section
 * Errors.
 */
final class SnsException extends RuntimeException {
    private final int status;
    private final String code;

    private SnsException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static SnsException invalid(String reason) {
        return new SnsException(400, "InvalidParameter", "Invalid parameter: " + reason);
    }

    static SnsException invalidValue(String reason) {
        return new SnsException(400, "ParameterValueInvalid", reason);
    }

    static SnsException notFound(String what) {
        return new SnsException(404, "NotFound", what + " does not exist");
    }

    static SnsException of(String code, String message) {
        return new SnsException(400, code, message);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
