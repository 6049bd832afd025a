package io.cashbell.local.gateway.ecpay;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which addresses a shop may give (section 3, ReturnURL and below).
 *
 * <p>Deviation: a host on this machine, and a host named by one word as containers are, may be
 * called, with any port. ECPay could not reach it.
 */
final class UrlRules {
    private static final Pattern ENCODED_SIGNS =
            Pattern.compile("%26|%3C", Pattern.CASE_INSENSITIVE);
    private static final Pattern LOOPBACK =
            Pattern.compile(
                    "localhost|.*\\.localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1]|\\[0:0:0:0:0:0:0:1]");

    private UrlRules() {}

    static void check(Map<String, String> fields) {
        checkCalled("ReturnURL", fields.getOrDefault("ReturnURL", ""));
        var paymentInfoUrl = fields.getOrDefault("PaymentInfoURL", "");
        if (!paymentInfoUrl.isEmpty()) {
            checkCalled("PaymentInfoURL", paymentInfoUrl);
        }
        for (var name :
                new String[] {"OrderResultURL", "ClientBackURL", "ItemURL", "ClientRedirectURL"}) {
            var value = fields.getOrDefault(name, "");
            if (!value.isEmpty()) {
                web(name, value);
            }
        }
        if (fields.getOrDefault("ReturnURL", "").equals(fields.get("OrderResultURL"))) {
            throw refused(
                    "ReturnURL",
                    "must differ from OrderResultURL: one is for the server, the other for the"
                            + " buyer's browser");
        }
    }

    /** ECPay would refuse it or could not reach it. */
    static boolean onThisMachine(URI address) {
        var host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        return LOOPBACK.matcher(host).matches() || (host.indexOf('.') < 0 && host.indexOf(':') < 0);
    }

    /** ECPay's own servers call it. */
    private static void checkCalled(String name, String value) {
        var address = web(name, value);
        int port = address.getPort();
        if (!onThisMachine(address) && port != -1 && port != 80 && port != 443) {
            throw refused(name, "has port " + port + "; ECPay calls ports 80 and 443 only");
        }
    }

    private static URI web(String name, String value) {
        if (!value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw refused(
                    name,
                    "holds a space or a character that is not ASCII; write host names in punycode"
                            + " and encode the path");
        }
        if (ENCODED_SIGNS.matcher(value).find()) {
            throw refused(name, "holds %26 or %3C; decode it before sending");
        }
        URI address;
        try {
            address = new URI(value);
        } catch (URISyntaxException e) {
            throw refused(name, "is not a URL");
        }
        var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || address.getHost() == null) {
            throw refused(name, "is not an http or https URL");
        }
        if (address.getRawUserInfo() != null) {
            throw refused(name, "must not hold a user name");
        }
        return address;
    }

    private static RefusedException refused(String name, String problem) {
        return new RefusedException(Refusal.parameter(name, problem));
    }
}
