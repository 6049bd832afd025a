package io.cashbell.local.gateway.kakaopay;

import io.cashbell.local.gateway.http.HttpRefusal;
import io.cashbell.local.gateway.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** Where a payment is found, and where it leads back to. */
final class Addresses {
    private static final String PAGES = "/kakaopay/payment/";
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9.\\-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?");
    private static final Pattern BASE = Pattern.compile("https?://[^/?#\\s]+");

    private final String publicUrl;

    private Addresses(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    /**
     * @param environment GATEWAY_SANDBOX_PUBLIC_URL, for a buyer who reaches the sandbox by another
     *     name than the shop does, as with containers
     */
    static Addresses ofEnvironment(Map<String, String> environment) {
        var url = environment.getOrDefault("GATEWAY_SANDBOX_PUBLIC_URL", "").strip();
        if (!url.isEmpty() && !BASE.matcher(url).matches()) {
            throw new IllegalArgumentException(
                    "GATEWAY_SANDBOX_PUBLIC_URL is not like http://localhost:8090: " + url);
        }
        return new Addresses(url);
    }

    /** The sandbox, as the buyer reaches it: unless told otherwise, as the shop just did. */
    String base(Request request) {
        if (!publicUrl.isEmpty()) {
            return publicUrl;
        }
        var host = request.header("Host");
        if (host == null || !HOST.matcher(host).matches()) {
            throw new HttpRefusal(400, "The Host header names no host.");
        }
        return "http://" + host;
    }

    /** Below the sandbox's address. */
    static String page(Payment payment, Device device) {
        return PAGES + device.spelled() + "/" + payment.link();
    }

    /** For who looks at the sandbox's books; no address of KakaoPay's. */
    static String trade(Payment payment) {
        return "/kakaopay/trade/" + payment.tid();
    }

    /** The shop's approval_url and, at the end of its query, the token. */
    static String approval(Payment payment) {
        var authentication = payment.authentication();
        if (authentication == null) {
            throw new IllegalArgumentException("not authenticated: " + payment.tid());
        }
        return with(payment.order().approvalUrl(), "pg_token", authentication.pgToken());
    }

    /** As a buyer would come back who did not come from KakaoPay. */
    static String forged(Payment payment, Forgery forgery) {
        var url = payment.order().approvalUrl();
        return forgery == Forgery.PG_TOKEN ? with(url, "pg_token", "00000000000000000000") : url;
    }

    /** Adds to the query that is there, and before the fragment. */
    static String with(String url, String name, String value) {
        int end = url.indexOf('#');
        var address = end < 0 ? url : url.substring(0, end);
        var fragment = end < 0 ? "" : url.substring(end);
        int query = address.indexOf('?');
        var joint =
                query < 0 ? "?" : query == address.length() - 1 || address.endsWith("&") ? "" : "&";
        return address
                + joint
                + name
                + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8)
                + fragment;
    }
}
