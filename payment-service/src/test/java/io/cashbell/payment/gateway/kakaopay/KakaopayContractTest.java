package io.cashbell.payment.gateway.kakaopay;

import static io.cashbell.payment.PaymentFixtures.STARTED_AT;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentFixtures;
import io.cashbell.payment.gateway.GatewayCallback;
import io.cashbell.payment.gateway.GatewayContract;
import io.cashbell.payment.gateway.GatewayRequest;
import io.cashbell.payment.gateway.PaymentGateway;
import io.cashbell.payment.gateway.PlayedServer.Says;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

class KakaopayContractTest extends GatewayContract {

    private static final Clock CLOCK = Clock.fixed(STARTED_AT.plusSeconds(60), ZoneOffset.UTC);

    private static KakaopayConfig config(URI base) {
        return new KakaopayConfig(
                base,
                KakaopayFixtures.CID,
                KakaopayFixtures.CID_SECRET,
                KakaopayFixtures.SECRET_KEY,
                KakaopayFixtures.ADMIN_KEY,
                KakaopayDialect.OPEN,
                50,
                2_000_000,
                LIMIT);
    }

    @Override
    protected PaymentGateway gateway(URI base) {
        return KakaopayFixtures.gateway(config(base), CLOCK);
    }

    @Override
    protected Payment payment() {
        return PaymentFixtures.withAttempt(KakaopayFixtures.payment(), attempt());
    }

    @Override
    protected Attempt attempt() {
        return KakaopayFixtures.opened();
    }

    @Override
    protected Says standing(String status) {
        return new Says(200, KakaopayFixtures.standing(status).toString());
    }

    @Override
    protected String paid() {
        return "SUCCESS_PAYMENT";
    }

    @Override
    protected List<Object> holdersOfSecrets() {
        KakaopayConfig config = config(server.base());
        return List.of(config, new KakaopayAuth(config));
    }

    @Override
    protected List<String> secrets() {
        return List.of(KakaopayFixtures.SECRET_KEY, KakaopayFixtures.ADMIN_KEY);
    }

    /** KakaoPay calls no shop. */
    @Override
    protected List<GatewayCallback> callbacks() {
        return List.of();
    }

    @Override
    protected GatewayRequest genuine() {
        throw new IllegalStateException("KakaoPay calls no shop");
    }

    @Override
    protected List<GatewayRequest> forged() {
        throw new IllegalStateException("KakaoPay calls no shop");
    }

    @Override
    protected GatewayRequest genuine(Wrong wrong) {
        throw new IllegalStateException("KakaoPay calls no shop");
    }
}
