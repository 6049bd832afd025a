package io.cashbell.payment.gateway.ecpay;

import io.cashbell.payment.Money;
import io.cashbell.payment.PaymentMethod;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.Locale;
import java.util.Map;
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
 * @param limits other limits than the usual ones, by the method's name in lower case; empty text
 *     for the usual ones
 * @param creditInstallment periods as ECPay spells them, {@code 3,6,12}; absent for one payment
 * @param unionPay 0 lets the buyer choose, 1 takes nothing else, 2 does not take it; absent leaves
 *     it to ECPay
 */
@ConfigurationProperties("gateway.ecpay")
@Requires(bean = EcpayConfig.class)
record EcpayOffer(
        @Bindable(defaultValue = "ecpay-credit") Set<String> methods,
        @Nullable Map<String, String> limits,
        @Nullable String creditInstallment,
        @Nullable String unionPay) {

    EcpayOffer {
        methods = Set.copyOf(methods);
        limits = limits == null ? Map.of() : Map.copyOf(limits);
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
        String given =
                Objects.requireNonNull(limits)
                        .getOrDefault(method.name().toLowerCase(Locale.ROOT), "");
        return EcpayLimits.parse(given.isEmpty() ? method.usualLimits() : given)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        method.limitsVariable() + " was not checked at start"));
    }
}
