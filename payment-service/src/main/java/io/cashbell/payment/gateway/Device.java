package io.cashbell.payment.gateway;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the buyer holds; gateways have another page for each. */
public enum Device {
    PC,
    MOBILE_WEB,
    /** Inside an app of the shop, by a page that leads on to the gateway's app. */
    APP,
    /** Inside the shop's app for Android, which opens the gateway's app itself. */
    ANDROID_APP,
    /** The same on an iPhone. */
    IOS_APP;

    private static final Pattern MOBILE =
            Pattern.compile("Android|iPhone|iPad|iPod|Mobile|Windows Phone");

    /**
     * By what the caller says, else by how the browser names itself.
     *
     * @param said {@code pc}, {@code mobile}, {@code app}, {@code android} or {@code ios}; anything
     *     else says nothing
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
            case "android" -> Optional.of(ANDROID_APP);
            case "ios" -> Optional.of(IOS_APP);
            default -> Optional.empty();
        };
    }
}
