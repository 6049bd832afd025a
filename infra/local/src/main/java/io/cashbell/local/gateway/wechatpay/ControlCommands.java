package io.cashbell.local.gateway.wechatpay;

import static io.cashbell.local.gateway.wechatpay.Control.ROOT;

import io.cashbell.local.gateway.ControlWords;
import io.cashbell.local.gateway.SandboxGateway.ControlCommand;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What {@link Control} understands, for the page about the control API. */
final class ControlCommands {
    private ControlCommands() {}

    static List<ControlCommand> all() {
        var forgeries =
                Arrays.stream(Forgery.values())
                        .map(forgery -> ControlWords.spelled(forgery) + ": " + forgery.meaning())
                        .collect(Collectors.joining("; "));
        return List.of(
                new ControlCommand(
                        "GET",
                        ROOT + "/ledger",
                        "What WeChat believes, the oldest first: {\"items\": […], \"nextCursor\":"
                                + " …}. ?limit= (1000), ?cursor=. Amounts are fen."),
                new ControlCommand("GET", ROOT + "/trades", "The newest first. ?limit= (1000)."),
                new ControlCommand(
                        "GET",
                        ROOT + "/trades/{out_trade_no}",
                        "One order with every notice, its attempts and the shop's answers."),
                new ControlCommand(
                        "POST",
                        ROOT + "/trades/{out_trade_no}/pay",
                        "The buyer pays. Optional body: {\"callbacks\": 2, \"delayMillis\": 500,"
                                + " \"forgery\": \"none\", \"amount\": 1, \"settleFirst\": false}."
                                + " callbacks: copies to send, 0 loses the notice; only the first"
                                + " is repeated until 200 or 204. delayMillis: on the gateway's"
                                + " clock. amount: another than the order's is paid, or told by"
                                + " the forgery amount. A forgery is sent once and leaves the"
                                + " order alone, unless settleFirst. On a paid order, callbacks"
                                + " sends further copies. Forgeries: "
                                + forgeries
                                + "."),
                new ControlCommand(
                        "POST",
                        ROOT + "/trades/{out_trade_no}/fail",
                        "A try to pay fails: the order stays unpaid, and nobody is told."),
                new ControlCommand(
                        "POST",
                        ROOT + "/trades/{out_trade_no}/cancel",
                        "The buyer walks away: the same."),
                new ControlCommand(
                        "GET", ROOT + "/refunds/{out_refund_no}", "One refund with its notices."),
                new ControlCommand(
                        "POST",
                        ROOT + "/refunds/{out_refund_no}/succeed, …/abnormal, …/close",
                        "How a refund ends, and what the shop is told. Body as for pay."),
                new ControlCommand(
                        "POST",
                        ROOT + "/request-payment",
                        "The mini program's wx.requestPayment: {\"timeStamp\", \"nonceStr\","
                                + " \"package\", \"signType\", \"paySign\"}, and \"appId\" from a"
                                + " page inside WeChat. Verified, then paid; ?dryRun=1 only"
                                + " verifies."),
                new ControlCommand(
                        "POST",
                        ROOT + "/scan",
                        "A phone scans {\"code_url\"} and pays; ?dryRun=1 only scans."),
                new ControlCommand(
                        "PUT",
                        ROOT + "/merchant",
                        "{\"products\": [\"jsapi\", \"native\", \"refund\"], \"balance\": null}:"
                                + " without a product NO_AUTH, with too small a balance (fen)"
                                + " refunds are NOT_ENOUGH. GET shows it."),
                new ControlCommand(
                        "PUT",
                        ROOT + "/schedule",
                        "{\"retry\": \"2s,2s,5s\"} or {\"retry\": \"none\"}: when a notice is"
                                + " repeated. Also holds for notices that wait. GET shows it."));
    }
}
