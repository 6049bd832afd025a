package io.cashbell.payment.gateway.wechatpay;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;

/**
 * Where a bill can be downloaded for five minutes, and what its content's hash is.
 *
 * @param target path and query of the address, from {@code /v3} on: it is signed as it stands, and
 *     asked for at the host that we know, whatever host the answer names
 * @param sha1 of the bill as it is once unpacked, in lower-case hexadecimal
 */
record WechatpayBillAddress(String target, String sha1) {

    private static final String DOWNLOAD = "/v3/billdownload/";

    /** Empty for an answer that is not as documented. */
    static Optional<WechatpayBillAddress> of(JsonNode answer) {
        String hash = answer.path("hash_value").asText();
        if (!answer.path("hash_type").asText().equals("SHA1") || !hash.matches("[0-9a-f]{40}")) {
            return Optional.empty();
        }
        try {
            URI address = URI.create(answer.path("download_url").asText());
            String path = address.getRawPath();
            String query = address.getRawQuery();
            return path == null || query == null || !path.startsWith(DOWNLOAD)
                    ? Optional.empty()
                    : Optional.of(new WechatpayBillAddress(path + "?" + query, hash));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /** Without its token. */
    @Override
    public String toString() {
        return "WechatpayBillAddress[" + sha1 + "]";
    }
}
