package io.cashbell.payment.gateway.ecpay;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.FOREIGN;
import static io.cashbell.payment.PaymentFixtures.MERCHANT;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.REFERENCE;
import static io.cashbell.payment.PaymentFixtures.STARTED_AT;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentFixtures;
import io.cashbell.payment.gateway.GatewayCallback;
import io.cashbell.payment.gateway.GatewayContract;
import io.cashbell.payment.gateway.GatewayRequest;
import io.cashbell.payment.gateway.PaymentGateway;
import io.cashbell.payment.gateway.PlayedServer.Says;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

class EcpayContractTest extends GatewayContract {

    private static final Clock CLOCK = Clock.fixed(STARTED_AT.plusSeconds(60), ZoneOffset.UTC);

    private static EcpayConfig config(URI base) {
        return new EcpayConfig(
                base,
                MERCHANT,
                EcpayFixtures.CONFIG.hashKey(),
                EcpayFixtures.CONFIG.hashIv(),
                false,
                LIMIT);
    }

    @Override
    protected PaymentGateway gateway(URI base) {
        return EcpayFixtures.gateway(config(base), CLOCK);
    }

    @Override
    protected Payment payment() {
        return PaymentFixtures.opened();
    }

    @Override
    protected Attempt attempt() {
        return PaymentFixtures.attempt(FIRST);
    }

    @Override
    protected Says standing(String status) {
        SequencedMap<String, String> trade = new LinkedHashMap<>();
        trade.put("MerchantID", MERCHANT);
        trade.put("MerchantTradeNo", FIRST.value());
        trade.put("PaymentDate", "2026/01/01 10:03:00");
        trade.put("TradeAmt", "1200");
        trade.put("TradeNo", REFERENCE.value());
        trade.put("TradeStatus", status);
        trade.put("CheckMacValue", EcpayFixtures.signature(trade));
        return new Says(
                200,
                trade.sequencedEntrySet().stream()
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .collect(Collectors.joining("&")));
    }

    @Override
    protected String paid() {
        return "1";
    }

    @Override
    protected List<Object> holdersOfSecrets() {
        EcpayConfig config = config(server.base());
        return List.of(config, new EcpayAuth(config));
    }

    @Override
    protected List<String> secrets() {
        return List.of(EcpayFixtures.CONFIG.hashKey(), EcpayFixtures.CONFIG.hashIv());
    }

    @Override
    protected List<GatewayCallback> callbacks() {
        EcpayConfig config = config(server.base());
        return List.of(
                new EcpayCallback(
                        new EcpayAuth(config), config, new EcpayExplainer(config), CLOCK));
    }

    @Override
    protected GatewayRequest genuine() {
        return request(EcpayFixtures.signed(notice(FIRST)));
    }

    @Override
    protected List<GatewayRequest> forged() {
        String genuine = EcpayFixtures.signed(notice(FIRST));
        return List.of(
                request(genuine.replace("TradeAmt=1200", "TradeAmt=1")),
                request(genuine.replace("CheckMacValue=", "CheckMacValue=0")),
                request(EcpayFixtures.form(notice(FIRST))));
    }

    @Override
    protected GatewayRequest genuine(Wrong wrong) {
        SequencedMap<String, String> notice = notice(FIRST);
        switch (wrong) {
            case AMOUNT -> notice.put("TradeAmt", "1199");
            case MERCHANT -> notice.put("MerchantID", "3002599");
            case ATTEMPT -> notice.put("MerchantTradeNo", FOREIGN.value());
        }
        return request(EcpayFixtures.signed(notice));
    }

    private static SequencedMap<String, String> notice(AttemptNumber attempt) {
        return EcpayFixtures.notice(ORDER, attempt);
    }

    private static GatewayRequest request(String form) {
        return EcpayFixtures.request(form.getBytes(StandardCharsets.UTF_8), EcpayFixtures.FORM);
    }
}
