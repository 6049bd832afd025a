package io.cashbell.payment.gateway.wechatpay;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.FOREIGN;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.NOW;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.notice;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.request;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.signed;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.stamp;
import static io.cashbell.payment.gateway.wechatpay.WechatpayFixtures.transaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.payment.Attempt;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.gateway.GatewayCallback;
import io.cashbell.payment.gateway.GatewayContract;
import io.cashbell.payment.gateway.GatewayRequest;
import io.cashbell.payment.gateway.PaymentGateway;
import io.cashbell.payment.gateway.PlayedServer.Says;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

class WechatpayContractTest extends GatewayContract {

    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String PAID = "TRANSACTION.SUCCESS";

    private static WechatpayConfig config(URI base) {
        WechatpayConfig usual = WechatpayFixtures.config(base);
        return new WechatpayConfig(
                base,
                usual.appId(),
                usual.mchId(),
                usual.apiKey(),
                usual.privateKey(),
                usual.serial(),
                usual.keyMode(),
                usual.publicKeyId(),
                usual.publicKey(),
                usual.leastFen(),
                usual.mostFen(),
                LIMIT);
    }

    @Override
    protected PaymentGateway gateway(URI base) {
        return WechatpayFixtures.gateway(config(base), CLOCK);
    }

    @Override
    protected Payment payment() {
        return WechatpayFixtures.payment(
                PaymentMethod.WECHATPAY_NATIVE, WechatpayFixtures.PRICE, Map.of(FIRST, attempt()));
    }

    @Override
    protected Attempt attempt() {
        return WechatpayFixtures.opened();
    }

    @Override
    protected Says standing(String status) {
        return signed(200, transaction(status).toString());
    }

    @Override
    protected String paid() {
        return "SUCCESS";
    }

    @Override
    protected List<Object> holdersOfSecrets() {
        WechatpayConfig config = config(server.base());
        return List.of(config, new WechatpayAuth(config));
    }

    @Override
    protected List<String> secrets() {
        return List.of(WechatpayFixtures.PRIVATE_KEY, WechatpayFixtures.API_KEY);
    }

    @Override
    protected List<GatewayCallback> callbacks() {
        return List.of(WechatpayFixtures.callback(config(server.base()), CLOCK));
    }

    @Override
    protected GatewayRequest genuine() {
        return request(notice(PAID, transaction("SUCCESS").toString()));
    }

    @Override
    protected List<GatewayRequest> forged() {
        String body = notice(PAID, transaction("SUCCESS").toString());
        return List.of(
                request(body + " ", stamp(body)),
                request(body, stamp(body + " ")),
                request(body, Map.of()),
                request(
                        body,
                        stamp(
                                body,
                                WechatpayFixtures.PUBLIC_KEY_ID,
                                WechatpayFixtures.PRIVATE_KEY,
                                NOW)));
    }

    @Override
    protected GatewayRequest genuine(Wrong wrong) {
        ObjectNode content = transaction("SUCCESS");
        switch (wrong) {
            case AMOUNT -> content.withObject("/amount").put("total", 8799);
            case MERCHANT -> content.put("appid", "wx0000000000000001");
            case ATTEMPT -> content.put("out_trade_no", FOREIGN.value());
        }
        return request(notice(PAID, content.toString()));
    }
}
