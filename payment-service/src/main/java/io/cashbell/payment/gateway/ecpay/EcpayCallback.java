package io.cashbell.payment.gateway.ecpay;

import static io.cashbell.payment.gateway.RefusalReason.AMBIGUOUS_VALUE;
import static io.cashbell.payment.gateway.RefusalReason.BAD_SIGNATURE;
import static io.cashbell.payment.gateway.RefusalReason.CONTENT_TYPE;
import static io.cashbell.payment.gateway.RefusalReason.NO_SIGNATURE;
import static io.cashbell.payment.gateway.RefusalReason.TOO_LARGE;
import static io.cashbell.payment.gateway.RefusalReason.UNREADABLE;

import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.CardAuthorisation;
import io.cashbell.payment.Claim;
import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.Money;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.SignatureExplanation;
import io.cashbell.payment.gateway.Acknowledgement;
import io.cashbell.payment.gateway.Exhibit;
import io.cashbell.payment.gateway.FormBody;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.GatewayCallback;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.payment.gateway.GatewayNotice;
import io.cashbell.payment.gateway.GatewayRequest;
import io.cashbell.payment.gateway.RefusedCallbackException;
import io.cashbell.payment.gateway.ecpay.EcpayMessages.PaymentResult;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Everything ECPay sends: its server's notices and the form of a returning browser. */
@Singleton
@Requires(bean = EcpayConfig.class)
class EcpayCallback implements GatewayCallback {

    private static final String TEXT = "text/plain";
    private static final String FORM = "application/x-www-form-urlencoded";

    /**
     * CheckMacValue joins names and values before it encodes them, so {@code RtnMsg=x} beside
     * {@code SimulatePaid=1} and the single field {@code RtnMsg=x&SimulatePaid=1} have the same
     * signature. A value that could be read as more fields is refused; otherwise whoever saw a
     * simulated notice could hide its mark inside another field.
     */
    private static final Pattern HIDDEN_FIELD = Pattern.compile("&[A-Za-z0-9_]*=");

    private final EcpayAuth auth;
    private final EcpayConfig config;
    private final EcpayExplainer explainer;
    private final Clock clock;

    EcpayCallback(EcpayAuth auth, EcpayConfig config, EcpayExplainer explainer, Clock clock) {
        this.auth = auth;
        this.config = config;
        this.explainer = explainer;
        this.clock = clock;
    }

    @Override
    public GatewayName name() {
        return GatewayName.ECPAY;
    }

    @Override
    public Acknowledgement acknowledgement() {
        return new Acknowledgement(200, TEXT, "1|OK");
    }

    @Override
    public Acknowledgement refusal(int status, String reason) {
        return new Acknowledgement(status, TEXT, "0|" + reason);
    }

    @Override
    public Reading read(GatewayRequest request) {
        try {
            return new Reading.Verified(
                    notice(
                            PaymentResult.of(
                                    verified(
                                            request.body(),
                                            request.header("Content-Type").orElse(null)))));
        } catch (RefusedCallbackException refused) {
            return new Reading.Refused(refused.reason());
        }
    }

    @Override
    public Exhibit exhibit(GatewayRequest request) {
        return fields(request)
                .map(EcpayExplainer::exhibit)
                .orElseGet(() -> Exhibit.unread(request.body()));
    }

    @Override
    public Optional<SignatureExplanation> explain(GatewayRequest request) {
        return fields(request)
                .map(fields -> explainer.explain(fields, fields.getOrDefault(EcpayAuth.FIELD, "")));
    }

    @Override
    public Optional<String> seal(String text) {
        return Optional.of(auth.seal(text));
    }

    private static Optional<SequencedMap<String, String>> fields(GatewayRequest request) {
        try {
            return request.body().length > MAX_BYTES
                    ? Optional.empty()
                    : Optional.of(FormBody.parse(request.body()));
        } catch (RefusedCallbackException unreadable) {
            return Optional.empty();
        }
    }

    private SequencedMap<String, String> verified(byte[] body, @Nullable String contentType)
            throws RefusedCallbackException {
        if (contentType == null || !isForm(contentType)) {
            throw new RefusedCallbackException(CONTENT_TYPE);
        }
        if (body.length > MAX_BYTES) {
            throw new RefusedCallbackException(TOO_LARGE);
        }
        SequencedMap<String, String> fields = FormBody.parse(body);
        String presented = fields.get(EcpayAuth.FIELD);
        if (presented == null || presented.isEmpty()) {
            throw new RefusedCallbackException(NO_SIGNATURE);
        }
        if (fields.values().stream().anyMatch(value -> HIDDEN_FIELD.matcher(value).find())) {
            throw new RefusedCallbackException(AMBIGUOUS_VALUE);
        }
        if (!auth.verify(fields, presented)) {
            throw new RefusedCallbackException(BAD_SIGNATURE);
        }
        return fields;
    }

    private static boolean isForm(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        return type.equals(FORM) || type.startsWith(FORM + ";") || type.startsWith(FORM + " ");
    }

    private static GatewayAnswer withCard(GatewayAnswer answer, @Nullable CardAuthorisation card) {
        return answer instanceof GatewayAnswer.Paid(var reference, var amount, var paidAt, _)
                ? new GatewayAnswer.Paid(reference, amount, paidAt, card)
                : answer;
    }

    private static @Nullable String lowerCase(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    private GatewayNotice notice(PaymentResult result) throws RefusedCallbackException {
        // The signature is blind to case, and our numbers of orders are in small letters.
        String order = lowerCase(result.customField1());
        Instant paidAt = EcpayMessages.instant(result.paymentDate()).orElseGet(clock::instant);
        try {
            Money amount = Money.of(result.tradeAmt(), "TWD");
            return new GatewayNotice(
                    order != null && OrderId.isOrderId(order) ? new OrderId(order) : null,
                    new Claim(
                            result.merchantId(),
                            new AttemptNumber(result.merchantTradeNo()),
                            amount,
                            result.tradeNo().isBlank()
                                    ? null
                                    : new GatewayReference(result.tradeNo())),
                    result.simulatePaid() && !config.acceptSimulated(),
                    withCard(
                            EcpayStatus.of(
                                    result.rtnCode(),
                                    result.tradeNo(),
                                    amount,
                                    paidAt,
                                    result.issued()),
                            result.card()));
        } catch (IllegalArgumentException | ArithmeticException notAsDocumented) {
            throw new RefusedCallbackException(UNREADABLE);
        }
    }
}
