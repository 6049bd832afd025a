package io.cashbell.payment.gateway;

/**
 * What a gateway is answered.
 *
 * @param body empty for none
 */
public record Acknowledgement(int status, String contentType, String body) {}
