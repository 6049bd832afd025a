package io.cashbell.payment.warning;

import io.cashbell.payment.ShopAddresses;
import io.cashbell.payment.Warning;
import io.cashbell.payment.Warnings;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.payment.gateway.Gateways;
import io.cashbell.web.settings.ShopEnvironment;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Looks at start whether the shop's addresses are some that gateways and buyers reach. That they
 * are https outside local, and without a port in production, the settings see to.
 */
@Singleton
@Requires(property = "messaging.topic-arn")
class AddressWarnings implements ApplicationEventListener<ServerStartupEvent> {

    /** Names that no public name server knows (RFC 2606, RFC 6761, RFC 6762, RFC 8375). */
    private static final Set<String> NEVER_PUBLIC =
            Set.of(
                    "localhost",
                    "local",
                    "internal",
                    "test",
                    "invalid",
                    "lan",
                    "arpa",
                    "localdomain");

    private final ShopAddresses addresses;
    private final ShopEnvironment environment;
    private final Gateways gateways;
    private final Warnings warnings;

    AddressWarnings(
            ShopAddresses addresses,
            @Property(name = "shop.environment") ShopEnvironment environment,
            Gateways gateways,
            Warnings warnings) {
        this.addresses = addresses;
        this.environment = environment;
        this.gateways = gateways;
        this.warnings = warnings;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent started) {
        look();
    }

    void look() {
        if (environment == ShopEnvironment.LOCAL) {
            return;
        }
        if (isPrivate(addresses.paymentService()) || isPrivate(addresses.storefront())) {
            warnings.notice(Warning.PRIVATE_ADDRESS, null);
        }
        if (addresses.paymentService().getPort() > 0
                && gateways.named(GatewayName.ECPAY).isPresent()) {
            warnings.notice(Warning.ADDRESS_WITH_PORT, GatewayName.ECPAY.path());
        }
    }

    /** Whether nobody outside can mean this host by it. Asks no name server. */
    static boolean isPrivate(URI address) {
        String host = address.getHost();
        if (host == null) {
            return true;
        }
        try {
            return isPrivate(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException aName) {
            String name = host.toLowerCase(Locale.ROOT);
            return !name.contains(".")
                    || NEVER_PUBLIC.contains(name.substring(name.lastIndexOf('.') + 1));
        }
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        boolean carrierGrade =
                address instanceof Inet4Address && first == 100 && (bytes[1] & 0xc0) == 64;
        boolean uniqueLocal = !(address instanceof Inet4Address) && (first & 0xfe) == 0xfc;
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || carrierGrade
                || uniqueLocal;
    }
}
