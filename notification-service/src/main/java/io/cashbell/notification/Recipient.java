package io.cashbell.notification;

import java.util.regex.Pattern;

/**
 * An address that mail may be sent to. It is printable ASCII without blanks, so nothing in it can
 * end a header line or a mail command.
 */
public record Recipient(String address) {
    // RFC 5321 without quoted local parts and address literals: nobody's inbox has them, and they
    // are
    // where the tricks live.
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                            + "@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
                            + "(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

    /**
     * @throws IllegalArgumentException with a message that does not repeat the address
     */
    public Recipient {
        if (address.length() > 254
                || address.indexOf('@') > 64
                || !ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException("not an e-mail address");
        }
    }

    /** The part behind the {@code @}. */
    public String host() {
        return address.substring(address.indexOf('@') + 1);
    }

    /** Masked for people: {@code a…@example.com}. */
    public String masked() {
        return address.charAt(0) + "…@" + host();
    }

    /** Masked: this is what ends up in logs. */
    @Override
    public String toString() {
        return address.charAt(0) + "***@" + host();
    }
}
