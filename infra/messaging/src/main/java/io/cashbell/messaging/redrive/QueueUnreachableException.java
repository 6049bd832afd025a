package io.cashbell.messaging.redrive;

/** SQS did not answer, or not as it should. Asking again is safe. */
public final class QueueUnreachableException extends RuntimeException {
    QueueUnreachableException(Throwable cause) {
        super("The queue does not answer", cause);
    }
}
