package io.cashbell.payment.gateway.ecpay;

import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.BusinessDay;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.payment.gateway.GatewayNotice;
import io.cashbell.payment.gateway.NoAnswerException;
import io.cashbell.payment.gateway.NoStatementException;
import io.cashbell.payment.gateway.RefundLine;
import io.cashbell.payment.gateway.Statement;
import io.cashbell.payment.gateway.StatementLine;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** ECPay's file of the trades that were paid on a day. */
@Singleton
@Requires(bean = EcpayConfig.class)
class EcpayStatement implements Statement {

    private static final Charset BIG5 = Charset.forName("Big5");
    private static final int OK = 200;
    private static final int TOO_OFTEN = 403;

    private final EcpayConfig config;
    private final EcpayClient client;
    private final EcpayGateway gateway;

    EcpayStatement(EcpayConfig config, EcpayClient client, EcpayGateway gateway) {
        this.config = config;
        this.client = client;
        this.gateway = gateway;
    }

    @Override
    public GatewayName gateway() {
        return GatewayName.ECPAY;
    }

    @Override
    public void read(BusinessDay day, Consumer<StatementLine> lines, Consumer<RefundLine> refunds)
            throws NoStatementException {
        EcpayMedia media = new EcpayMedia(config.merchantId(), lines, refunds);
        Optional<NoStatementException> unreadable;
        try {
            unreadable =
                    client.downloadMedia(
                            config.merchantId(),
                            day.date(),
                            (status, type, body) -> read(media, status, type, body));
        } catch (NoAnswerException none) {
            throw new NoStatementException("no-answer", none);
        }
        if (unreadable.isPresent()) {
            throw unreadable.get();
        }
    }

    private static Optional<NoStatementException> read(
            EcpayMedia media, int status, String type, InputStream body) throws IOException {
        if (status != OK) {
            return Optional.of(
                    new NoStatementException(status == TOO_OFTEN ? "too-often" : "not-answered"));
        }
        // The charset that was asked for, unless ECPay says otherwise.
        Charset charset =
                type.toLowerCase(Locale.ROOT).contains("big5") ? BIG5 : StandardCharsets.UTF_8;
        try {
            media.read(new BufferedReader(new InputStreamReader(body, charset), 1 << 16));
            return Optional.empty();
        } catch (NoStatementException notAsExpected) {
            return Optional.of(notAsExpected);
        }
    }

    @Override
    public Optional<GatewayNotice> confirm(String attempt, @Nullable OrderId orderId) {
        return AttemptNumber.isAttemptNumber(attempt)
                ? gateway.query(new AttemptNumber(attempt))
                : Optional.empty();
    }
}
