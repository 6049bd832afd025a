package io.cashbell.payment.gateway.kakaopay;

import static io.cashbell.payment.gateway.kakaopay.KakaopayMessages.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.payment.gateway.Device;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** How a payment begins: what KakaoPay is told of it, and the ways to its page. */
final class KakaopayReadyMessages {

    private static final int VAT_DIVISOR = 11;

    private KakaopayReadyMessages() {}

    /**
     * An amount in whole won with its parts, as ready wants it.
     *
     * @param taxFree part of {@code total}
     * @param vat part of what is taxed
     */
    record Price(long total, long taxFree, long vat) {

        Price {
            if (total < 1 || taxFree < 0 || taxFree > total || vat != vat(total, taxFree)) {
                throw new IllegalArgumentException("the parts of an amount do not fit it");
            }
        }

        static Price of(long total, long taxFree) {
            return new Price(total, taxFree, vat(total, taxFree));
        }

        /** An eleventh of what is taxed, rounded; a half cannot occur. */
        private static long vat(long total, long taxFree) {
            return Math.addExact(Math.multiplyExact(2, total - taxFree), VAT_DIVISOR)
                    / (2 * VAT_DIVISOR);
        }
    }

    /** Asks for a payment. */
    record Ready(
            String cid,
            String partnerOrderId,
            String partnerUserId,
            String itemName,
            long quantity,
            Price price,
            URI approvalUrl,
            URI cancelUrl,
            URI failUrl) {

        SequencedMap<String, Object> fields() {
            SequencedMap<String, Object> fields = new LinkedHashMap<>();
            fields.put("cid", cid);
            fields.put("partner_order_id", partnerOrderId);
            fields.put("partner_user_id", partnerUserId);
            fields.put("item_name", itemName);
            fields.put("quantity", quantity);
            fields.put("total_amount", price.total());
            fields.put("vat_amount", price.vat());
            fields.put("tax_free_amount", price.taxFree());
            fields.put("approval_url", approvalUrl.toString());
            fields.put("cancel_url", cancelUrl.toString());
            fields.put("fail_url", failUrl.toString());
            return fields;
        }
    }

    /**
     * A payment that waits for its buyer.
     *
     * @param androidScheme opens KakaoTalk on a phone; the page for apps where it is none
     */
    record Prepared(
            String tid, URI pcUrl, URI mobileUrl, URI appUrl, URI androidScheme, URI iosScheme) {

        static Optional<Prepared> of(JsonNode answer) {
            Optional<String> tid = text(answer, "tid");
            Optional<URI> pc = page(answer, "next_redirect_pc_url");
            Optional<URI> mobile = page(answer, "next_redirect_mobile_url");
            Optional<URI> app = page(answer, "next_redirect_app_url");
            return tid.isEmpty() || pc.isEmpty() || mobile.isEmpty() || app.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Prepared(
                                    tid.get(),
                                    pc.get(),
                                    mobile.get(),
                                    app.get(),
                                    scheme(answer, "android_app_scheme").orElse(app.get()),
                                    scheme(answer, "ios_app_scheme").orElse(app.get())));
        }

        URI pageFor(Device device) {
            return switch (device) {
                case PC -> pcUrl;
                case MOBILE_WEB -> mobileUrl;
                case APP -> appUrl;
                case ANDROID_APP -> androidScheme;
                case IOS_APP -> iosScheme;
            };
        }

        private static Optional<URI> page(JsonNode answer, String name) {
            return address(answer, name)
                    .filter(address -> address.getHost() != null)
                    .filter(
                            address ->
                                    "https".equals(address.getScheme())
                                            || "http".equals(address.getScheme()));
        }

        /** Nothing else than KakaoTalk is opened in the shop's name. */
        private static Optional<URI> scheme(JsonNode answer, String name) {
            return address(answer, name)
                    .filter(address -> "kakaotalk".equals(address.getScheme()))
                    .filter(address -> "kakaopay".equals(address.getHost()));
        }

        private static Optional<URI> address(JsonNode answer, String name) {
            return text(answer, name)
                    .flatMap(
                            address -> {
                                try {
                                    return Optional.of(new URI(address));
                                } catch (URISyntaxException notAnAddress) {
                                    return Optional.empty();
                                }
                            });
        }
    }
}
