package io.cashbell.local.gateway.wechatpay;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/**
 * What the shop asked for, already found to be in order. Two orders are the same when their bodies
 * hold the same values.
 */
record Order(TradeType type, JsonNode body) {

    /** The shop's own number, unique for ever. */
    String outTradeNo() {
        return text("/out_trade_no");
    }

    String description() {
        return text("/description");
    }

    /** Fen. */
    int total() {
        return body.at("/amount/total").intValue();
    }

    URI notifyUrl() {
        return URI.create(text("/notify_url"));
    }

    /**
     * Empty when it was not sent.
     *
     * @param pointer such as {@code /payer/openid}
     */
    String text(String pointer) {
        return body.at(pointer).asText();
    }
}
