package io.cashbell.web.problem;

/**
 * One thing that is wrong with a request, and where.
 *
 * @param pointer RFC 6901 pointer into the request's JSON; for a query parameter, header or path
 *     variable a slash and its name; empty for the request as a whole
 * @param detail what is wrong, in words that are safe to show
 */
public record FieldError(String pointer, String detail) {}
