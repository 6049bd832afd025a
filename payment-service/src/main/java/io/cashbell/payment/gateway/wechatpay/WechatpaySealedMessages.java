package io.cashbell.payment.gateway.wechatpay;

import static io.cashbell.payment.gateway.wechatpay.WechatpayMessages.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What WeChat Pay hands over sealed with the APIv3 key: notices, and its certificates. */
final class WechatpaySealedMessages {

    private WechatpaySealedMessages() {}

    /**
     * Something sealed with the APIv3 key.
     *
     * @param associatedData null where there is none
     */
    record Resource(
            String algorithm,
            String ciphertext,
            String nonce,
            @Nullable String associatedData,
            @Nullable String originalType) {

        static Optional<Resource> of(JsonNode node) {
            Optional<String> algorithm = text(node, "algorithm");
            Optional<String> ciphertext = text(node, "ciphertext");
            Optional<String> nonce = text(node, "nonce");
            return algorithm.isEmpty() || ciphertext.isEmpty() || nonce.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Resource(
                                    algorithm.get(),
                                    ciphertext.get(),
                                    nonce.get(),
                                    text(node, "associated_data").orElse(null),
                                    text(node, "original_type").orElse(null)));
        }
    }

    /** What WeChat Pay's server posts. */
    record Notice(String id, String eventType, Resource resource) {

        static Optional<Notice> of(JsonNode body) {
            Optional<String> id = text(body, "id");
            Optional<String> type = text(body, "event_type");
            Optional<Resource> resource = Resource.of(body.path("resource"));
            return id.isEmpty() || type.isEmpty() || resource.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Notice(id.get(), type.get(), resource.get()));
        }
    }

    /** A platform certificate as it is downloaded. */
    record SealedCertificate(String serialNo, Resource resource) {

        /** Those that can be read. */
        static List<SealedCertificate> of(JsonNode answer) {
            List<SealedCertificate> list = new ArrayList<>();
            for (JsonNode one : answer.path("data")) {
                Optional<String> serial = text(one, "serial_no");
                Optional<Resource> resource = Resource.of(one.path("encrypt_certificate"));
                if (serial.isPresent() && resource.isPresent()) {
                    list.add(new SealedCertificate(serial.get(), resource.get()));
                }
            }
            return List.copyOf(list);
        }
    }
}
