package io.cashbell.payment.gateway.wechatpay;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.payment.Warning;
import io.cashbell.payment.Warnings;
import io.cashbell.payment.gateway.DownloadReader;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.payment.gateway.GatewayResponse;
import io.cashbell.payment.gateway.NoAnswerException;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.Answer;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.Given;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.Other;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.Refund;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.RequestRefund;
import io.cashbell.payment.gateway.wechatpay.WechatpayMessages.Transaction;
import io.cashbell.payment.gateway.wechatpay.WechatpayOrderMessages.CloseOrder;
import io.cashbell.payment.gateway.wechatpay.WechatpayOrderMessages.Closed;
import io.cashbell.payment.gateway.wechatpay.WechatpayOrderMessages.Code;
import io.cashbell.payment.gateway.wechatpay.WechatpayOrderMessages.PlaceOrder;
import io.cashbell.payment.gateway.wechatpay.WechatpayOrderMessages.Prepaid;
import io.cashbell.payment.gateway.wechatpay.WechatpayTrust.Verdict;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls WeChat Pay's servers: one method for each address. Of a success only a signed one counts; a
 * refusal proves nothing, whoever signed it, and is told as its code.
 */
@Singleton
@Requires(bean = WechatpayConfig.class)
class WechatpayClient {

    private static final Logger log = LoggerFactory.getLogger(WechatpayClient.class);

    private static final String PAY = "/v3/pay/transactions/";
    private static final String REFUNDS = "/v3/refund/domestic/refunds";
    private static final String BILL = "/v3/bill/tradebill";

    private final WechatpayWire wire;
    private final WechatpayTrust trust;
    private final Warnings warnings;

    WechatpayClient(WechatpayWire wire, WechatpayTrust trust, Warnings warnings) {
        this.wire = wire;
        this.trust = trust;
        this.warnings = warnings;
    }

    /**
     * Places an order for a code that is scanned. Asked again with the same values it gives a new
     * code, and the old one is void.
     */
    Answer<Code> placeNative(PlaceOrder order) throws NoAnswerException {
        return call("native", "POST", PAY + "native", order.json(), reading(Code::of));
    }

    /** Places an order that is paid inside WeChat. */
    Answer<Prepaid> placeJsapi(PlaceOrder order) throws NoAnswerException {
        return call("jsapi", "POST", PAY + "jsapi", order.json(), reading(Prepaid::of));
    }

    /** How an order stands. Changes nothing, so it may be asked again. */
    Answer<Transaction> query(String mchid, String outTradeNo) throws NoAnswerException {
        return call(
                "query",
                "GET",
                order(outTradeNo) + "?mchid=" + segment(mchid),
                "",
                reading(Transaction::of));
    }

    /** Closes an order that nobody paid; may be repeated. One that was paid is refused. */
    Answer<Closed> close(String mchid, String outTradeNo) throws NoAnswerException {
        return call(
                "close",
                "POST",
                order(outTradeNo) + "/close",
                new CloseOrder(mchid).json(),
                _ -> Optional.of(new Closed()));
    }

    /** Gives money back. The same request may be repeated: it is the same refund. */
    Answer<Refund> refund(RequestRefund request) throws NoAnswerException {
        return call("refund", "POST", REFUNDS, request.json(), reading(Refund::of));
    }

    /** How a refund stands. Changes nothing, so it may be asked again. */
    Answer<Refund> queryRefund(String outRefundNo) throws NoAnswerException {
        return call(
                "query-refund",
                "GET",
                REFUNDS + "/" + segment(outRefundNo),
                "",
                reading(Refund::of));
    }

    /** Where the bill of a day is, as it can be had from ten the next morning in Beijing. */
    Answer<WechatpayBillAddress> bill(LocalDate day, boolean gzip) throws NoAnswerException {
        return call(
                "bill",
                "GET",
                BILL + "?bill_date=" + day + "&bill_type=ALL" + (gzip ? "&tar_type=GZIP" : ""),
                "",
                reading(WechatpayBillAddress::of));
    }

    /** A bill as it comes; the one answer that WeChat Pay does not sign. */
    <T> T downloadBill(String target, Duration limit, long mostBytes, DownloadReader<T> reader)
            throws NoAnswerException {
        return wire.download("bill-file", target, limit, mostBytes, reader);
    }

    private <T> Answer<T> call(
            String operation,
            String method,
            String target,
            String body,
            Function<byte[], Optional<T>> reader)
            throws NoAnswerException {
        GatewayResponse response = wire.send(operation, method, target, body, trust.preferred());
        if (!response.isSuccess()) {
            String code =
                    WechatpayMessages.errorCode(response.body())
                            .orElseGet(() -> "http-" + response.status());
            if (WechatpayStatus.refusesUs(response.status(), code)) {
                warnings.notice(Warning.KEYS_REFUSED, GatewayName.WECHATPAY.path());
            }
            return new Other<>(response.status(), code);
        }
        Verdict verdict = trust.judge(response::header, response.body());
        if (verdict == Verdict.UNKNOWN_KEY) {
            warnings.notice(Warning.KEY_UNKNOWN, GatewayName.WECHATPAY.path());
        }
        if (verdict != Verdict.GENUINE) {
            log.atWarn()
                    .addKeyValue("operation", operation)
                    .addKeyValue("verdict", verdict)
                    .log("WeChat Pay's answer is not verified and counts for nothing");
            return new Other<>(response.status(), "not-verified");
        }
        Optional<T> message = reader.apply(response.body());
        return message.isPresent()
                ? new Given<>(message.get())
                : new Other<>(response.status(), "unreadable");
    }

    private static <T> Function<byte[], Optional<T>> reading(
            Function<JsonNode, Optional<T>> reader) {
        return body -> WechatpayMessages.read(body).flatMap(reader);
    }

    private static String order(String outTradeNo) {
        return PAY + "out-trade-no/" + segment(outTradeNo);
    }

    /** As a part of a path; signed as it is sent. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%40", "@");
    }
}
