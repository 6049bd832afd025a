package io.cashbell.order.catalog;

import io.cashbell.order.Currency;
import io.cashbell.order.Money;
import io.cashbell.order.PaymentMethod;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The ways to pay that the shop offers. */
@Singleton
public final class PaymentMethods {
    private final List<OfferedMethod> offered;

    /**
     * @throws IllegalArgumentException if the terms of one are wrong: the service does not start
     */
    PaymentMethods(List<PaymentMethodConfig> configs) {
        offered =
                configs.stream()
                        .filter(PaymentMethodConfig::isOffered)
                        .map(PaymentMethods::offered)
                        .sorted(Comparator.comparing(OfferedMethod::method))
                        .toList();
    }

    public Optional<OfferedMethod> find(PaymentMethod method) {
        return offered.stream().filter(known -> known.method() == method).findFirst();
    }

    List<View> views() {
        return offered.stream()
                .map(
                        known ->
                                new View(
                                        known.method().code(),
                                        known.min().currency().name(),
                                        known.min().decimal(),
                                        known.max().decimal()))
                .toList();
    }

    private static OfferedMethod offered(PaymentMethodConfig config) {
        PaymentMethod method =
                PaymentMethod.find(config.code())
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "There is no payment method " + config.code()));
        Currency currency =
                Currency.find(config.currency())
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                config.code() + ": unknown " + config.currency()));
        if (method.isOnArrival() == (config.payWithin() != null)) {
            throw new IllegalArgumentException(
                    config.code() + ": pay-within is for what is paid before arrival");
        }
        return new OfferedMethod(
                method,
                Money.parse(config.min(), currency),
                Money.parse(config.max(), currency),
                config.payWithin());
    }

    /** One entry of {@code paymentMethods} in {@code GET /api/site}. */
    @Schema(name = "PaymentMethod")
    record View(String code, String currency, String min, String max) {}
}
