package io.cashbell.payment.settings;

import io.cashbell.payment.LatePayments;
import io.cashbell.payment.MoneyRules;
import io.cashbell.payment.ShopAddresses;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.net.URI;

/** Makes settings that were checked at start into what the model calls them. */
@Factory
class ShopSettings {

    @Singleton
    ShopAddresses addresses(
            @Property(name = "shop.payment-public-url") URI paymentService,
            @Property(name = "shop.storefront-url") URI storefront) {
        return new ShopAddresses(paymentService, storefront);
    }

    @Singleton
    MoneyRules moneyRules(
            @Property(name = "shop.refund-second-payments") boolean secondPayments,
            @Property(name = "shop.late-payments") LatePayments latePayments,
            @Property(name = "shop.refund-cancelled-orders") boolean cancelledOrders) {
        return new MoneyRules(secondPayments, latePayments, cancelledOrders);
    }
}
