package io.cashbell.order;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address that mail can be sent to: the form of HTML's {@code input type=email} with a domain of
 * at least two labels, so that it holds no line end, quote or markup.
 */
public record EmailAddress(String value) {
    public static final int MAX_LENGTH = 254;

    /** Possessive, so that no text makes it search for long. */
    private static final Pattern FORM =
            Pattern.compile(
                    "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}+@"
                            + "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?+"
                            + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?+)++");

    public EmailAddress {
        if (value.length() > MAX_LENGTH || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not an e-mail address");
        }
    }

    /** Empty if no mail can be sent there. */
    public static Optional<EmailAddress> find(String value) {
        return value.length() <= MAX_LENGTH && FORM.matcher(value).matches()
                ? Optional.of(new EmailAddress(value))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "EmailAddress[…]";
    }
}
