package io.cashbell.order.catalog;

import io.cashbell.order.Currency;
import io.cashbell.order.Money;
import io.cashbell.order.PaymentMethod;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The ways to pay that the shop offers. */
@Singleton
public final class PaymentMethods {
    /** ECPay counts in Taiwan's days, wherever shop and buyer are. */
    private static final ZoneId DAYS = ZoneId.of("Asia/Taipei");

    private final List<OfferedMethod> offered;

    /**
     * @throws IllegalArgumentException if the terms of one are wrong: the service does not start
     */
    PaymentMethods(List<PaymentMethodConfig> configs, CatalogConfig catalog) {
        offered =
                configs.stream()
                        .filter(PaymentMethodConfig::isOffered)
                        .filter(config -> catalog.wants(config.code()))
                        .map(PaymentMethods::offered)
                        .sorted(Comparator.comparing(OfferedMethod::method))
                        .toList();
    }

    public Optional<OfferedMethod> find(PaymentMethod method) {
        return offered.stream().filter(known -> known.method() == method).findFirst();
    }

    /** All that could be offered, whatever the owner switched off. */
    public List<PaymentMethod> all() {
        return offered.stream().map(OfferedMethod::method).toList();
    }

    /** What can be paid in while the site is as it is. */
    public Set<Currency> currencies(Site site) {
        return offered.stream()
                .filter(known -> site.takes(known.method()))
                .map(known -> known.min().currency())
                .collect(Collectors.toSet());
    }

    List<View> views(Site site) {
        return offered.stream()
                .filter(known -> site.takes(known.method()))
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
        PayBy deadline = deadline(config);
        if (method.isOnArrival() == (deadline != null)) {
            throw new IllegalArgumentException(
                    config.code() + ": pay-within or pay-days is for what is paid before arrival");
        }
        String[] limits = config.limits().split("-", -1);
        if (limits.length != 2) {
            throw new IllegalArgumentException(
                    config.code() + ": limits are two amounts such as 11-49999");
        }
        return new OfferedMethod(
                method,
                Money.parse(limits[0], currency),
                Money.parse(limits[1], currency),
                deadline);
    }

    private static @Nullable PayBy deadline(PaymentMethodConfig config) {
        Duration within = config.payWithin();
        Integer days = config.payDays();
        if (within != null && days != null) {
            throw new IllegalArgumentException(
                    config.code() + ": pay-within or pay-days, not both");
        }
        if (within != null) {
            return new PayBy.Within(within);
        }
        return days == null ? null : new PayBy.EndOfDay(days, DAYS);
    }

    /** One entry of {@code paymentMethods} in {@code GET /api/site}. */
    @Schema(name = "PaymentMethod")
    record View(String code, String currency, String min, String max) {}
}
