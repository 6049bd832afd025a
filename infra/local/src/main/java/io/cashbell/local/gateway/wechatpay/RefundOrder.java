package io.cashbell.local.gateway.wechatpay;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;

/** A refund that the shop asked for. Two are the same when their bodies hold the same values. */
record RefundOrder(JsonNode body) {

    /** The shop's own number: the same number is the same refund. */
    String outRefundNo() {
        return text("/out_refund_no");
    }

    /** Fen. */
    int refund() {
        return body.at("/amount/refund").intValue();
    }

    /** Fen; of the order. */
    int total() {
        return body.at("/amount/total").intValue();
    }

    /** Empty: wherever the merchant platform says. */
    Optional<URI> notifyUrl() {
        return Optional.of(text("/notify_url")).filter(url -> !url.isEmpty()).map(URI::create);
    }

    /** Empty when it was not sent. */
    String text(String pointer) {
        return body.at(pointer).asText();
    }
}
