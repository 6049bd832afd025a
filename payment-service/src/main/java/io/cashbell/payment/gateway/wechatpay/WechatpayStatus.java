package io.cashbell.payment.gateway.wechatpay;

import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.Money;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.RefundAnswer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * WeChat Pay's trade_state and a refund's status in our terms.
 *
 * <p>Source: wechatpay-apiv3/wechatpay-skills (2026-04), "订单状态流转" and "退款结果回调通知说明"; the last four
 * trade states of wechatpay-java 0.2.17's enumeration, which belong to products that we do not use.
 */
final class WechatpayStatus {

    private WechatpayStatus() {}

    /**
     * The states of an order.
     *
     * @param transactionId, amount null where WeChat Pay named none: then nothing is believed to be
     *     paid
     * @param paidAt when WeChat Pay took the money, or else when we heard of it
     */
    static GatewayAnswer of(
            String tradeState,
            @Nullable String transactionId,
            @Nullable Money amount,
            Instant paidAt) {
        return switch (tradeState) {
            case "SUCCESS" -> paid(tradeState, transactionId, amount, paidAt);
            // Also after a try that failed: the buyer may try again.
            case "NOTPAY", "USERPAYING", "ACCEPT", "PAYERROR", "REVOKED" ->
                    new GatewayAnswer.Pending(tradeState);
            // By us, or by WeChat Pay at its deadline: nobody was refused.
            case "CLOSED" -> new GatewayAnswer.Unused(tradeState);
            // It was paid, and some of it or all was given back, by whom and how much this does
            // not say: neither to be shipped nor to be forgotten. A person has to look.
            case "REFUND" -> new GatewayAnswer.Unknown(tradeState);
            default -> new GatewayAnswer.Unknown("undocumented");
        };
    }

    private static GatewayAnswer paid(
            String tradeState,
            @Nullable String transactionId,
            @Nullable Money amount,
            Instant paidAt) {
        if (transactionId == null || amount == null) {
            return new GatewayAnswer.Unknown(tradeState);
        }
        try {
            return new GatewayAnswer.Paid(new GatewayReference(transactionId), amount, paidAt);
        } catch (IllegalArgumentException noReference) {
            return new GatewayAnswer.Unknown(tradeState);
        }
    }

    /**
     * The states of a refund: "PROCESSING" is accepted and not done, "CLOSED" has failed and may be
     * asked for again under another number, of "ABNORMAL" the buyer's card is dead and somebody has
     * to help in the merchant platform.
     *
     * @param returnedAt when WeChat Pay gave the money back, or else when we heard of it
     */
    static RefundAnswer ofRefund(String status, Instant returnedAt) {
        return switch (status) {
            case "SUCCESS" -> new RefundAnswer.Returned(returnedAt);
            case "PROCESSING" -> new RefundAnswer.TakenOn(status);
            case "CLOSED" -> new RefundAnswer.Refused("refund-closed", status);
            case "ABNORMAL" -> new RefundAnswer.AskAPerson("refund-abnormal");
            default -> new RefundAnswer.Unknown("undocumented");
        };
    }

    /** Whether it is us that WeChat Pay refuses, whatever we ask: signature, account, product. */
    static boolean refusesUs(int status, String code) {
        return switch (code) {
            case "SIGN_ERROR", "NO_AUTH", "APPID_MCHID_NOT_MATCH", "MCH_NOT_EXISTS" -> true;
            default -> status == 401;
        };
    }

    /** Why an order was refused, for our log; the buyer is told the same each time. */
    static String refusal(String code) {
        return switch (code) {
            case "PARAM_ERROR", "INVALID_REQUEST" -> "order-data-refused";
            case "APPID_MCHID_NOT_MATCH", "MCH_NOT_EXISTS", "SIGN_ERROR", "NO_AUTH" ->
                    "account-refused";
            case "OUT_TRADE_NO_USED", "ORDER_CLOSED" -> "number-used";
            default -> "refused";
        };
    }
}
