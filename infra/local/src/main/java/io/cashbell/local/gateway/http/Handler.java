package io.cashbell.local.gateway.http;

/** Answers one kind of request. */
@FunctionalInterface
public interface Handler {
    Reply answer(Request request) throws Exception;
}
