package io.cashbell.local.gateway.wechatpay;

import io.cashbell.local.gateway.SandboxClock;
import io.cashbell.local.gateway.wechatpay.Trade.State;
import java.time.Duration;
import java.util.regex.Pattern;

/** What the WeChat app checks before a buyer may pay. */
final class Cashier {
    private static final String PACKAGE = "prepay_id=";
    private static final String CODE_URL = "weixin://wxpay/bizpayurl?pr=";
    private static final Duration HANDLE_LIFE = Duration.ofHours(2);
    private static final Pattern SECONDS = Pattern.compile("\\d{10}");

    private final Ledger ledger;
    private final KeyRing keys;
    private final SandboxClock clock;

    /** Why the payment window does not open. */
    static final class ClosedException extends RuntimeException {
        ClosedException(String message) {
            super(message);
        }
    }

    Cashier(Ledger ledger, KeyRing keys, SandboxClock clock) {
        this.ledger = ledger;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * @throws ClosedException with the reason
     */
    Trade open(CallUp callUp) {
        if (!callUp.signType().equals("RSA")) {
            throw new ClosedException("signType must be RSA, not " + callUp.signType());
        }
        if (!SECONDS.matcher(callUp.timeStamp()).matches()) {
            throw new ClosedException("timeStamp must be seconds in ten digits, as a string");
        }
        if (!callUp.pack().startsWith(PACKAGE)) {
            throw new ClosedException("package must begin with " + PACKAGE);
        }
        var trade = find(callUp.pack().substring(PACKAGE.length()), TradeType.JSAPI);
        var appid = trade.order().text("/appid");
        if (callUp.appId() != null && !callUp.appId().equals(appid)) {
            throw new ClosedException("appId is not the one of the order, " + appid);
        }
        var merchant = keys.keys().merchant();
        var text = SignedText.ofCallUp(appid, callUp.timeStamp(), callUp.nonceStr(), callUp.pack());
        if (!Rsa.verifies(text, callUp.paySign(), merchant.keys().getPublic())) {
            throw new ClosedException(
                    "支付验证签名失败 paySign does not verify"
                            + SigningMistake.find(callUp, appid, merchant)
                                    .map(mistake -> ": " + mistake)
                                    .orElse(""));
        }
        return payable(trade);
    }

    /**
     * @throws ClosedException with the reason
     */
    Trade scan(String codeUrl) {
        if (!codeUrl.startsWith(CODE_URL)) {
            throw new ClosedException("a code_url begins with " + CODE_URL);
        }
        var code = codeUrl.substring(CODE_URL.length());
        var trade = find(code, TradeType.NATIVE);
        if (!code.equals(trade.handle())) {
            throw new ClosedException("二维码已失效 this code was replaced by a newer one");
        }
        return payable(trade);
    }

    static String codeUrl(String code) {
        return CODE_URL + code;
    }

    private Trade find(String handle, TradeType type) {
        var known =
                ledger.findHandle(handle)
                        .orElseThrow(() -> new ClosedException("WeChat never gave out " + handle));
        var trade = ledger.find(known.outTradeNo()).orElseThrow();
        if (trade.order().type() != type) {
            throw new ClosedException("WeChat never gave out " + handle);
        }
        if (known.at().plus(HANDLE_LIFE).isBefore(clock.instant())) {
            throw new ClosedException("订单已过期 it is older than two hours; place the order again");
        }
        return trade;
    }

    private Trade payable(Trade trade) {
        var state = trade.state(clock.instant());
        if (state != State.NOTPAY) {
            throw new ClosedException(state.description() + " (" + state + ")");
        }
        return trade;
    }
}
