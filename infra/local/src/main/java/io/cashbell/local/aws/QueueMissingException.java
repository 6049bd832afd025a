package io.cashbell.local.aws;

/** A message was meant for a queue that does not exist. */
final class QueueMissingException extends RuntimeException {
    QueueMissingException(String queue) {
        super("there is no queue " + queue);
    }
}
