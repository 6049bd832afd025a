package io.cashbell.payment.gateway;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the buyer holds; gateways have another page for each. */
public enum Device {
    PC,
    MOBILE_WEB,
    /** Inside an app of the shop: the app itself opens the gateway's app. */
    APP;

    private static final Pattern MOBILE =
            Pattern.compile("Android|iPhone|iPad|iPod|Mobile|Windows Phone");

    /**
     * By what the caller says, else by how the browser names itself.
     *
     * @param said {@code pc}, {@code mobile} or {@code app}; anything else says nothing
     */
    public static Device of(@Nullable String said, @Nullable String userAgent) {
        return Optional.ofNullable(said)
                .flatMap(Device::named)
                .orElse(userAgent != null && MOBILE.matcher(userAgent).find() ? MOBILE_WEB : PC);
    }

    private static Optional<Device> named(String said) {
        return switch (said.toLowerCase(Locale.ROOT)) {
            case "pc" -> Optional.of(PC);
            case "mobile" -> Optional.of(MOBILE_WEB);
            case "app" -> Optional.of(APP);
            default -> Optional.empty();
        };
    }
}
