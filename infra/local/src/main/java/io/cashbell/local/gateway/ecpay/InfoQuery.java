package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.ecpay.Trade.Status;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * QueryPaymentInfo (section 6): the fields of the notice that a number was issued, for a shop that
 * did not hear it. Once paid, and for whatever issues no number, there is no such trade.
 */
final class InfoQuery {
    private final Ledger ledger;
    private final Callers callers;
    private final CallbackFields fields;

    InfoQuery(Ledger ledger, Callers callers, CallbackFields fields) {
        this.ledger = ledger;
        this.callers = callers;
        this.fields = fields;
    }

    Reply answer(Request request) {
        try {
            var asked = request.form().values();
            var signer = callers.check(asked);
            var key = callers.checkQuestion(asked);
            var answer = describe(key, ledger.find(key).orElse(null));
            return Reply.text(200, Callers.unencoded(CheckMacValue.sign(answer, signer)));
        } catch (RefusedException refused) {
            return Reply.text(200, Callers.worded(refused.refusal()));
        }
    }

    private Map<String, String> describe(Order.Key key, @Nullable Trade trade) {
        var issue = trade == null || trade.status() != Status.ISSUED ? null : trade.issue();
        if (trade == null || issue == null || !issue.choice().method().isOffline()) {
            return nothing(key);
        }
        var answer = fields.of(trade, TradeDesk.issuedNews(trade, issue.choice(), issue.at()));
        if (issue.choice().method() == Method.CVS) {
            // Real answers hold an address of ECPay's, with ? and = in it.
            answer.put(
                    "PaymentURL",
                    "https://payment-stage.ecpay.com.tw/PaymentRule/CVSBarCode?PaymentNo="
                            + answer.getOrDefault("PaymentNo", ""));
        }
        return answer;
    }

    private static Map<String, String> nothing(Order.Key key) {
        var answer = new LinkedHashMap<String, String>();
        answer.put("MerchantID", key.merchantId());
        answer.put("MerchantTradeNo", key.merchantTradeNo());
        answer.put("RtnCode", TradeQuery.NO_SUCH_ORDER);
        answer.put("RtnMsg", "Cannot find Trade Data.");
        return answer;
    }
}
