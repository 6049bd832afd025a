package io.cashbell.payment.gateway.ecpay;

import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.gateway.GatewayAnswer;
import java.time.Instant;

/**
 * ECPay's RtnCode in our terms.
 *
 * <p>Source: page 2878 ("1 is paid, other codes are not") and ECPay-API-Skill guide 01 for 2 and
 * 10100073. The complete list is only in the vendor console; a code without a name here still says
 * "not paid", and since a failed payment may be tried again and money beats failure, believing that
 * costs nothing. What is no code at all is unknown.
 */
final class EcpayStatus {

    private EcpayStatus() {}

    /**
     * @param paidAt when ECPay took the money, or else when we heard of it
     */
    static GatewayAnswer of(String rtnCode, String tradeNo, Instant paidAt) {
        return switch (rtnCode) {
            case "1" ->
                    tradeNo.isBlank()
                            ? new GatewayAnswer.Unknown(rtnCode)
                            : new GatewayAnswer.Paid(new GatewayReference(tradeNo), paidAt);
            case "2", "10100073" -> new GatewayAnswer.Pending(rtnCode);
            case "10100058" -> new GatewayAnswer.Declined("not-completed", rtnCode);
            case "10100248" -> new GatewayAnswer.Declined("refused-by-bank", rtnCode);
            case "10200095" -> new GatewayAnswer.Declined("abandoned", rtnCode);
            case "10200163" -> new GatewayAnswer.Declined("application-refused", rtnCode);
            case "10800001" -> new GatewayAnswer.Declined("risk-control", rtnCode);
            case String code when code.matches("-?\\d{1,12}") ->
                    new GatewayAnswer.Declined("not-paid", code);
            case String _ -> new GatewayAnswer.Unknown("unreadable");
        };
    }
}
