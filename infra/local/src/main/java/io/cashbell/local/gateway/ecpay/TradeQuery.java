package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.ecpay.Trade.Status;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * QueryTradeInfo/V5 (section 6). The answer looks like a form and is not one: its values are not
 * encoded, and they are signed so.
 */
final class TradeQuery {
    static final String NO_SUCH_ORDER = "10200047";

    private static final String NEVER_PAID = "10200095";

    private final Ledger ledger;
    private final Callers callers;

    TradeQuery(Ledger ledger, Callers callers) {
        this.ledger = ledger;
        this.callers = callers;
    }

    Reply answer(Request request) {
        try {
            var fields = request.form().values();
            var signer = callers.check(fields);
            var key = callers.checkQuestion(fields);
            var trade = ledger.find(key).orElse(null);
            return Reply.text(
                    200, Callers.unencoded(CheckMacValue.sign(describe(key, trade), signer)));
        } catch (RefusedException refused) {
            return Reply.text(200, Callers.worded(refused.refusal()));
        }
    }

    private static Map<String, String> describe(Order.Key key, @Nullable Trade trade) {
        var payment = trade == null ? null : trade.payment();
        var fee =
                payment == null
                        ? "0"
                        : String.valueOf(payment.choice().method().fee(payment.amount()));
        var answer = new LinkedHashMap<String, String>();
        answer.put("MerchantID", key.merchantId());
        answer.put("MerchantTradeNo", key.merchantTradeNo());
        answer.put("StoreID", ordered(trade, "StoreID"));
        answer.put("TradeNo", trade == null ? "" : trade.tradeNo());
        answer.put("TradeAmt", trade == null ? "0" : amount(trade));
        answer.put("PaymentDate", payment == null ? "" : Trade.date(payment.at()));
        answer.put("PaymentType", paymentType(trade));
        answer.put("HandlingCharge", fee);
        answer.put("PaymentTypeChargeFee", fee);
        answer.put("TradeDate", trade == null ? "" : Trade.date(trade.createdAt()));
        answer.put("TradeStatus", trade == null ? NO_SUCH_ORDER : status(trade));
        answer.put("ItemName", ordered(trade, "ItemName"));
        for (int i = 1; i <= 4; i++) {
            answer.put("CustomField" + i, ordered(trade, "CustomField" + i));
        }
        return answer;
    }

    private static String amount(Trade trade) {
        var payment = trade.payment();
        return payment == null
                ? trade.order().text("TotalAmount")
                : String.valueOf(payment.amount());
    }

    private static String paymentType(@Nullable Trade trade) {
        var choice = trade == null || trade.status() == Status.FAILED ? null : trade.choice();
        return choice == null ? "" : choice.paymentType();
    }

    private static String ordered(@Nullable Trade trade, String field) {
        return trade == null ? "" : trade.order().text(field);
    }

    /** A number that expired stays unpaid: whether ECPay ever says more is not published. */
    private static String status(Trade trade) {
        var choice = trade.choice();
        return switch (trade.status()) {
            case CREATED, ISSUED -> "0";
            case PAID -> "1";
            case FAILED ->
                    choice != null && choice.method() == Method.BNPL
                            ? CallbackFields.LOAN_REFUSED
                            : NEVER_PAID;
        };
    }
}
