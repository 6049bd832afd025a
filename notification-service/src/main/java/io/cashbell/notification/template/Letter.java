package io.cashbell.notification.template;

/**
 * A worded mail.
 *
 * @param subject one line
 * @param text the same as {@code html} for those who read plain text; lines end with LF
 */
public record Letter(String subject, String text, String html) {}
