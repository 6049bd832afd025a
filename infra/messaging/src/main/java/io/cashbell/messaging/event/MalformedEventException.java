package io.cashbell.messaging.event;

/** A message that is no CloudEvent. Trying again does not help; its queue's limit ends it. */
public final class MalformedEventException extends RuntimeException {
    public MalformedEventException(String message) {
        super(message);
    }
}
