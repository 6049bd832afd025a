package io.cashbell.payment.gateway.ecpay;

import io.cashbell.payment.Attempt;
import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.Capture;
import io.cashbell.payment.Claim;
import io.cashbell.payment.Money;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.PaymentState;
import io.cashbell.payment.Refund;
import io.cashbell.payment.RefundStep;
import io.cashbell.payment.ShopAddresses;
import io.cashbell.payment.gateway.Device;
import io.cashbell.payment.gateway.GatewayAnswer;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.payment.gateway.GatewayNotice;
import io.cashbell.payment.gateway.GatewayPage;
import io.cashbell.payment.gateway.NoAnswerException;
import io.cashbell.payment.gateway.RefundAnswer;
import io.cashbell.payment.gateway.RefundPlan;
import io.cashbell.payment.gateway.RefundingGateway;
import io.cashbell.payment.gateway.SessionAnswer;
import io.cashbell.payment.gateway.ecpay.EcpayMessages.AioCheckOut;
import io.cashbell.payment.gateway.ecpay.EcpayMessages.TradeInfo;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends buyers to ECPay's own page, which takes their card or gives them a number to pay with; no
 * card number comes near us.
 */
@Singleton
@Requires(bean = EcpayConfig.class)
class EcpayGateway implements RefundingGateway {

    private final EcpayConfig config;
    private final EcpayOffer offer;
    private final EcpayAuth auth;
    private final EcpayClient client;
    private final EcpayRefunds refunds;
    private final ShopAddresses addresses;
    private final Clock clock;

    EcpayGateway(
            EcpayConfig config,
            EcpayOffer offer,
            EcpayAuth auth,
            EcpayClient client,
            EcpayRefunds refunds,
            ShopAddresses addresses,
            Clock clock) {
        this.config = config;
        this.offer = offer;
        this.auth = auth;
        this.client = client;
        this.refunds = refunds;
        this.addresses = addresses;
        this.clock = clock;
    }

    @Override
    public GatewayName name() {
        return GatewayName.ECPAY;
    }

    @Override
    public Set<PaymentMethod> methods() {
        return offer.paymentMethods();
    }

    @Override
    public String merchant() {
        return config.merchantId();
    }

    /** ECPay charges whole Taiwan dollars, within what the contract says of the method. */
    @Override
    public boolean takes(PaymentMethod method, Money amount) {
        return offer.takes(method, amount);
    }

    /** A number after the first prolongs nothing, so that ECPay's shortest has to fit. */
    @Override
    public boolean takes(Payment payment, PaymentMethod method, Instant now) {
        return takes(method, payment.amount())
                && (!payment.hasHadNumber()
                        || offer.offered(method)
                                .filter(m -> EcpayDeadline.fits(m, now, payment.expiresAt()))
                                .isPresent());
    }

    @Override
    public SessionAnswer open(Payment payment, Attempt attempt, Device device) {
        if (!takes(payment.methodOf(attempt), payment.amount())) {
            throw new IllegalArgumentException("ECPay cannot charge " + payment.amount());
        }
        if (!takes(payment, payment.methodOf(attempt), attempt.startedAt())) {
            return new SessionAnswer.Refused("too-late", "not-asked");
        }
        SequencedMap<String, String> fields =
                new AioCheckOut(
                                attempt.merchant(),
                                attempt.number().value(),
                                attempt.startedAt(),
                                payment.amount().decimal(),
                                EcpayItemName.of(payment.items()),
                                callback("notify"),
                                choice(payment, attempt),
                                payment.orderId().value(),
                                language(payment.locale()))
                        .fields();
        fields.put(EcpayAuth.FIELD, auth.sign(fields));
        return new SessionAnswer.Opened(
                new GatewayPage.Form(config.at(AioCheckOut.PATH), fields), null);
    }

    private EcpayChoice choice(Payment payment, Attempt attempt) {
        EcpayMethod method = offer.offered(payment.methodOf(attempt)).orElseThrow();
        Instant from = attempt.startedAt();
        Instant until = payment.expiresAt();
        // Whoever ordered by card has half an hour; whoever turns to an account or a code then has
        // the time that ECPay gives unasked, and so has the order. Once: whoever had a number has
        // had that time.
        boolean turned = attempt.otherMethod() != null && !payment.hasHadNumber();
        String resultPage = addresses.resultPage(payment.orderId()).toString();
        return switch (method) {
            case CREDIT ->
                    EcpayChoice.credit(
                            callback("return"),
                            resultPage,
                            offer.installment(),
                            offer.unionPayChoice());
            case WEBATM -> EcpayChoice.atOnce("WebATM", callback("return"), resultPage);
            case TWQR -> EcpayChoice.atOnce("TWQR", callback("return"), resultPage);
            case APPLEPAY -> EcpayChoice.atOnce("ApplePay", callback("return"), resultPage);
            case BNPL -> EcpayChoice.loan(callback("return"), resultPage, callback("payment-info"));
            case ATM ->
                    EcpayChoice.atm(
                            EcpayDeadline.atmDays(from, until, turned),
                            callback("payment-info"),
                            callback("return"));
            case CVS ->
                    EcpayChoice.cvs(
                            EcpayDeadline.cvsMinutes(from, until, turned),
                            callback("payment-info"),
                            callback("return"));
            case BARCODE ->
                    EcpayChoice.barcode(
                            EcpayDeadline.barcodeDays(from, until, turned),
                            callback("payment-info"),
                            callback("return"));
        };
    }

    private String callback(String kind) {
        return addresses.callback(name().path(), kind).toString();
    }

    @Override
    public GatewayAnswer query(Payment payment, Attempt attempt) {
        try {
            GatewayAnswer answer =
                    trade(attempt.merchant(), attempt.number())
                            .map(this::answer)
                            .orElseGet(() -> new GatewayAnswer.Unknown("unreadable"));
            return answer instanceof GatewayAnswer.Pending && mayHaveNumber(payment, attempt)
                    ? number(attempt).orElse(answer)
                    : answer;
        } catch (NoAnswerException unknown) {
            return new GatewayAnswer.Unknown("no-answer");
        }
    }

    /** Who holds a number, or held one, has moved the payment on. */
    @Override
    public Duration grace(Payment payment, Attempt attempt) {
        boolean numbered = !(payment.state() instanceof PaymentState.AwaitingCustomer);
        return EcpayMethod.find(payment.methodOf(attempt).code())
                .map(method -> EcpayDeadline.grace(method, numbered))
                .orElse(Duration.ZERO);
    }

    /**
     * A trade of which we know the number alone, as ECPay's record names it. ECPay brings our order
     * back, and signs it.
     *
     * @return empty where ECPay says nothing that we can read
     */
    Optional<GatewayNotice> query(AttemptNumber number) {
        try {
            return trade(config.merchantId(), number)
                    .flatMap(
                            trade -> {
                                GatewayAnswer answer = answer(trade);
                                return answer
                                                instanceof
                                                GatewayAnswer.Paid(var reference, var amount, _, _)
                                        ? Optional.of(
                                                new GatewayNotice(
                                                        order(trade),
                                                        new Claim(
                                                                trade.merchantId(),
                                                                number,
                                                                amount,
                                                                reference),
                                                        false,
                                                        answer))
                                        : Optional.empty();
                            });
        } catch (NoAnswerException unknown) {
            return Optional.empty();
        }
    }

    private static @Nullable OrderId order(TradeInfo trade) {
        // The signature is blind to case.
        String order = trade.customField1().toLowerCase(Locale.ROOT);
        return OrderId.isOrderId(order) ? new OrderId(order) : null;
    }

    private Optional<TradeInfo> trade(String merchant, AttemptNumber number)
            throws NoAnswerException {
        return client.queryTradeInfo(merchant, number.value())
                .filter(trade -> trade.merchantId().equals(merchant))
                .filter(trade -> trade.merchantTradeNo().equals(number.value()));
    }

    /** Its notice may be lost: a buyer who holds a number must find it again. */
    private static boolean mayHaveNumber(Payment payment, Attempt attempt) {
        return !attempt.instructed()
                && EcpayMethod.find(payment.methodOf(attempt).code())
                        .filter(EcpayMethod::isPaidLater)
                        .isPresent();
    }

    private Optional<GatewayAnswer> number(Attempt attempt) throws NoAnswerException {
        return client.queryPaymentInfo(attempt.merchant(), attempt.number().value())
                .filter(info -> info.merchantId().equals(attempt.merchant()))
                .filter(info -> info.merchantTradeNo().equals(attempt.number().value()))
                .flatMap(info -> EcpayStatus.issued(info.rtnCode(), info.issued()));
    }

    @Override
    public RefundPlan plan(Payment payment, Capture capture, Refund refund) {
        return refunds.plan(payment, capture, refund);
    }

    @Override
    public RefundAnswer refund(Payment payment, Capture capture, Refund refund, RefundStep step) {
        return refunds.act(payment, capture, refund, step);
    }

    @Override
    public RefundAnswer standing(Payment payment, Capture capture, Refund refund, RefundStep step) {
        return refunds.standing(payment, capture, refund, step);
    }

    private GatewayAnswer answer(TradeInfo trade) {
        try {
            return EcpayStatus.ofTrade(
                    trade.tradeStatus(),
                    trade.tradeNo(),
                    () -> Money.of(trade.tradeAmt(), "TWD"),
                    EcpayMessages.instant(trade.paymentDate()).orElseGet(clock::instant));
        } catch (IllegalArgumentException | ArithmeticException notAsDocumented) {
            return new GatewayAnswer.Unknown("unreadable");
        }
    }

    /** ECPay's page knows five languages; traditional Chinese is what it shows unasked. */
    private static @Nullable String language(String locale) {
        Locale asked = Locale.forLanguageTag(locale);
        return switch (asked.getLanguage()) {
            case "zh" -> isSimplified(asked) ? "CHI" : null;
            case "ko" -> "KOR";
            case "ja" -> "JPN";
            case "en" -> "ENG";
            default -> "ENG";
        };
    }

    private static boolean isSimplified(Locale chinese) {
        return chinese.getScript().equals("Hans")
                || chinese.getCountry().equals("CN")
                || chinese.getCountry().equals("SG");
    }
}
