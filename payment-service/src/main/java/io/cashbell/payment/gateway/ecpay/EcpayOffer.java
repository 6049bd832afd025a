package io.cashbell.payment.gateway.ecpay;

import io.cashbell.payment.Money;
import io.cashbell.payment.PaymentMethod;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of ECPay this installation offers. Each method is a matter of the merchant's contract; one
 * that is offered and not in it ends at a page that says 10300023.
 *
 * @param methods by their codes, {@code ecpay-credit}
 * @param creditLimits other limits than the usual ones, like the four after it
 * @param creditInstallment periods as ECPay spells them, {@code 3,6,12}; absent for one payment
 * @param unionPay 0 lets the buyer choose, 1 takes nothing else, 2 does not take it; absent leaves
 *     it to ECPay
 */
@ConfigurationProperties("gateway.ecpay")
@Requires(bean = EcpayConfig.class)
record EcpayOffer(
        @Bindable(defaultValue = "ecpay-credit") Set<String> methods,
        @Nullable String creditLimits,
        @Nullable String atmLimits,
        @Nullable String cvsLimits,
        @Nullable String barcodeLimits,
        @Nullable String webatmLimits,
        @Nullable String creditInstallment,
        @Nullable String unionPay) {

    EcpayOffer {
        methods = Set.copyOf(methods);
    }

    Set<PaymentMethod> paymentMethods() {
        return methods.stream().map(PaymentMethod::new).collect(Collectors.toUnmodifiableSet());
    }

    boolean takes(PaymentMethod method, Money amount) {
        return offered(method).filter(m -> limits(m).allow(amount)).isPresent();
    }

    Optional<EcpayMethod> offered(PaymentMethod method) {
        return methods.contains(method.code()) ? EcpayMethod.find(method.code()) : Optional.empty();
    }

    /** Empty text where there is none. */
    String installment() {
        return Objects.requireNonNullElse(creditInstallment, "");
    }

    /** Empty text where ECPay decides. */
    String unionPayChoice() {
        return Objects.requireNonNullElse(unionPay, "");
    }

    private EcpayLimits limits(EcpayMethod method) {
        @Nullable String given =
                switch (method) {
                    case CREDIT -> creditLimits;
                    case ATM -> atmLimits;
                    case CVS -> cvsLimits;
                    case BARCODE -> barcodeLimits;
                    case WEBATM -> webatmLimits;
                };
        return EcpayLimits.parse(given == null || given.isEmpty() ? method.usualLimits() : given)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        method.limitsVariable() + " was not checked at start"));
    }
}
