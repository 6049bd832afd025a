package io.cashbell.order.request;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one customer of a network provider has for themselves: an IPv4 address, or 64 bits of an
 * IPv6 address, below which they may choose 2⁶⁴ as they like.
 *
 * @param name never blank
 * @param isPublic whether it is a client's somewhere in the Internet; else it is the shop's own, or
 *     that of a proxy of which nobody told
 */
public record ClientNetwork(String name, boolean isPublic) {
    /** Some proxies write the port as well; an IPv6 address has brackets then. */
    private static final Pattern IN_BRACKETS = Pattern.compile("\\[([^\\]]*)](?::\\d{1,5})?");

    private static final Pattern WITH_PORT = Pattern.compile("([\\d.]+):\\d{1,5}");
    private static final int PREFIX_BYTES = 8;

    static ClientNetwork of(InetAddress address) {
        return new ClientNetwork(
                address instanceof Inet6Address six
                        ? HexFormat.ofDelimiter(":").formatHex(six.getAddress(), 0, PREFIX_BYTES)
                                + "/64"
                        : address.getHostAddress(),
                !isPrivate(address));
    }

    /** Empty if the text is no address; nobody is asked what a name means. */
    static Optional<ClientNetwork> find(String text) {
        String address = bare(text);
        try {
            // IPv4 mapped into IPv6 comes out as IPv4.
            return Optional.of(
                    of(
                            address.contains(":")
                                    ? Inet6Address.ofLiteral(address)
                                    : Inet4Address.ofLiteral(address)));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || (address instanceof Inet6Address
                        ? (bytes[0] & 0xfe) == 0xfc // RFC 4193
                        : bytes[0] == 100 && (bytes[1] & 0xc0) == 64); // RFC 6598
    }

    private static String bare(String text) {
        Matcher brackets = IN_BRACKETS.matcher(text);
        if (brackets.matches()) {
            return withoutZone(brackets.group(1));
        }
        Matcher port = WITH_PORT.matcher(text);
        return withoutZone(port.matches() ? port.group(1) : text);
    }

    /** An interface's name means something where the address was written, not here. */
    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}
