package io.cashbell.payment.gateway.ecpay;

import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.Instructions;
import io.cashbell.payment.Money;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.ecpay.EcpayMessages.Issued;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * ECPay's RtnCode in our terms.
 *
 * <p>Source: page 2878 ("1 is paid, other codes are not") and ECPay-API-Skill guide 01 for 2 (an
 * account was issued, a loan applied for) and 10100073. The complete list is only in the vendor
 * console; a code without a name here still says "not paid", and since a failed payment may be
 * tried again and money beats failure, believing that costs nothing. What is no code at all is
 * unknown.
 */
final class EcpayStatus {

    private EcpayStatus() {}

    /**
     * @param paidAt when ECPay took the money, or else when we heard of it
     * @param issued what the buyer pays with later; without it, or with what cannot be read, a
     *     number that was issued is unknown, so that ECPay tells it again
     */
    static GatewayAnswer of(
            String rtnCode, String tradeNo, Money amount, Instant paidAt, Issued issued) {
        return switch (rtnCode) {
            case "1" ->
                    tradeNo.isBlank()
                            ? new GatewayAnswer.Unknown(rtnCode)
                            : new GatewayAnswer.Paid(new GatewayReference(tradeNo), amount, paidAt);
            case "2" ->
                    issued.isLoan()
                            ? new GatewayAnswer.Pending(rtnCode)
                            : pending(rtnCode, issued.transfer());
            case "10100073" -> pending(rtnCode, issued.atStore());
            // The result is not sure yet and nothing is to be shipped: it may become money.
            case "10300066" -> new GatewayAnswer.Pending(rtnCode);
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

    /** A number that was issued, where {@code rtnCode} says so and it can be read. */
    static Optional<GatewayAnswer> issued(String rtnCode, Issued issued) {
        Optional<Instructions> instructions =
                switch (rtnCode) {
                    case "2" -> issued.transfer();
                    case "10100073" -> issued.atStore();
                    default -> Optional.empty();
                };
        return instructions.map(read -> new GatewayAnswer.Pending(rtnCode, read));
    }

    private static GatewayAnswer pending(String rtnCode, Optional<Instructions> instructions) {
        return instructions
                .<GatewayAnswer>map(read -> new GatewayAnswer.Pending(rtnCode, read))
                .orElseGet(() -> new GatewayAnswer.Unknown(rtnCode));
    }

    /**
     * ECPay's TradeStatus in our terms: page 16579, and 10200047 and 10200095 as three public
     * integrations read them; ECPay-API-Skill's table contradicts them and is not used.
     *
     * @param amount the trade's, in whole dollars; asked for only where it is paid
     */
    static GatewayAnswer ofTrade(
            String tradeStatus, String tradeNo, Supplier<Money> amount, Instant paidAt) {
        return switch (tradeStatus) {
            case "1" ->
                    tradeNo.isBlank()
                            ? new GatewayAnswer.Unknown(tradeStatus)
                            : new GatewayAnswer.Paid(
                                    new GatewayReference(tradeNo), amount.get(), paidAt);
            // Not paid. Or not there at all: the buyer's browser has not brought the form yet, and
            // still may.
            case "0", "10200047" -> new GatewayAnswer.Pending(tradeStatus);
            case "10200095" -> new GatewayAnswer.Declined("abandoned", tradeStatus);
            case "10200163" -> new GatewayAnswer.Declined("application-refused", tradeStatus);
            case String _ -> new GatewayAnswer.Unknown("undocumented");
        };
    }
}
