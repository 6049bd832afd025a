package io.cashbell.payment.gateway.ecpay;

import io.cashbell.payment.OrderedItem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The order's lines as ECPay's ItemName wants them, safe to sign: ECPay cuts and refuses, and what
 * it cuts or refuses after we signed is a lost order.
 *
 * <p>Source: page 2864, S400, lines separated by {@code #}; ECPay-API-Skill guides 01 and 15: at
 * most 200 advised, cut in the middle of a character breaks the signature, command words and markup
 * are refused (10400011). {@code &} is left out because the query's answer could not be told apart.
 */
final class EcpayItemName {

    private static final int MAX_CHARACTERS = 200;
    private static final int MAX_BYTES = 400;

    private static final Pattern MARKUP = Pattern.compile("<[^<>]*>");
    private static final Pattern UNWANTED =
            Pattern.compile("[#&<>\\p{Cntrl}\\p{Cs}\\p{Co}\\p{Cn}]");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    // The ten that ECPay names, and the rest of the kind: it publishes no complete list.
    private static final Pattern BLOCKED =
            Pattern.compile(
                    "echo|python|cmd|wget|curl|bash|powershell|exec|eval|system|perl|ruby|passwd"
                            + "|sudo|chmod|chown|telnet|nslookup|netcat|ifconfig|ipconfig|whoami"
                            + "|script|javascript|onerror|onload|select|insert|update|delete|union"
                            + "|phpinfo|passthru|popen|base64|xp_",
                    Pattern.CASE_INSENSITIVE);

    private EcpayItemName() {}

    /** Never empty, never longer than ECPay takes, the same for the same items. */
    static String of(List<OrderedItem> items) {
        String text =
                items.stream()
                        .map(item -> harmless(item.name()) + " x " + item.quantity())
                        .collect(Collectors.joining("#"));
        return cut(text);
    }

    private static String harmless(String name) {
        String plain = UNWANTED.matcher(MARKUP.matcher(name).replaceAll(" ")).replaceAll(" ");
        // Inside a longer word too: the filter's own borders are not known. A hyphen after the
        // first letter leaves the name readable.
        String inert =
                BLOCKED.matcher(plain)
                        .replaceAll(
                                found ->
                                        found.group().charAt(0) + "-" + found.group().substring(1));
        String tidy = SPACES.matcher(inert).replaceAll(" ").strip();
        return tidy.isEmpty() ? "item" : tidy;
    }

    /** Cuts between code points, before signing, to the stricter of all limits. */
    private static String cut(String text) {
        int bytes = 0;
        int characters = 0;
        int end = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            bytes += Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
            characters += Character.charCount(point);
            if (bytes > MAX_BYTES || characters > MAX_CHARACTERS) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, end).strip();
    }
}
