package io.cashbell.order.admin.today;

/** Another service did not answer in time, or not as it should; or it is left alone for a while. */
public final class UnreachableException extends Exception {
    UnreachableException(String message) {
        super(message);
    }

    UnreachableException(Throwable cause) {
        super(cause.getClass().getSimpleName(), cause);
    }
}
