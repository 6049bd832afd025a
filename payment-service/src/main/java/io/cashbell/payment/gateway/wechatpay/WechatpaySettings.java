package io.cashbell.payment.gateway.wechatpay;

import io.cashbell.web.settings.Settings;
import io.cashbell.web.settings.ShopEnvironment;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What must be true of WeChat Pay's variables before anything starts: that keys are keys, and that
 * test keys take no real orders and real keys no test orders. There is no test merchant at WeChat
 * Pay, so the host tells them apart.
 */
public final class WechatpaySettings {

    private static final String APP_ID = "WECHATPAY_APP_ID";
    private static final String MCH_ID = "WECHATPAY_MCH_ID";
    private static final String API_V3_KEY = "WECHATPAY_API_V3_KEY";
    private static final String PRIVATE_KEY = "WECHATPAY_PRIVATE_KEY";
    private static final String SERIAL = "WECHATPAY_SERIAL";
    private static final String KEY_MODE = "WECHATPAY_KEY_MODE";
    private static final String PUBLIC_KEY = "WECHATPAY_PUBLIC_KEY";
    private static final String PUBLIC_KEY_ID = "WECHATPAY_PUBLIC_KEY_ID";
    private static final String BASE_URL = "WECHATPAY_BASE_URL";

    /** The sandbox's own settings; whoever sets them for it need not take them from us. */
    private static final String SANDBOX = "WECHATPAY_SANDBOX_";

    private static final Set<String> WECHATPAYS_HOSTS =
            Set.of(
                    "api.mch.weixin.qq.com",
                    "api2.mch.weixin.qq.com",
                    "api2.wechatpay.cn",
                    "apihk.mch.weixin.qq.com");

    /** The merchants of the test vectors and of the sandbox, whose keys are nobody's secret. */
    private static final Set<String> SAMPLE_MERCHANTS = Set.of("1900000001", "1900000109");

    private static final int API_V3_KEY_BYTES = 32;

    private WechatpaySettings() {}

    /** Notes each fault. Without any key WeChat Pay is simply not offered, also on a laptop. */
    public static void check(Settings settings) {
        settings.refuseUnknown(
                Set.of("WECHATPAY_"),
                Set.of(SANDBOX),
                Set.of(
                        APP_ID,
                        MCH_ID,
                        API_V3_KEY,
                        PRIVATE_KEY,
                        SERIAL,
                        KEY_MODE,
                        PUBLIC_KEY,
                        PUBLIC_KEY_ID,
                        BASE_URL));
        String mode =
                settings.oneOf(KEY_MODE, Set.of("public-key", "certificate", "both"), "public-key");
        if (Stream.of(APP_ID, MCH_ID, API_V3_KEY, PRIVATE_KEY, SERIAL, PUBLIC_KEY, PUBLIC_KEY_ID)
                .allMatch(name -> settings.optional(name).isEmpty())) {
            return;
        }
        String merchant = settings.require(MCH_ID);
        settings.require(APP_ID);
        settings.require(SERIAL);
        readable(settings, PRIVATE_KEY, WechatpayKeys::privateKey);
        readable(settings, API_V3_KEY, WechatpaySettings::apiV3Keys);
        if (WechatpayKeyMode.valueOf(mode.replace('-', '_').toUpperCase(Locale.ROOT))
                .hasPublicKey()) {
            String ids = settings.require(PUBLIC_KEY_ID);
            readable(settings, PUBLIC_KEY, keys -> WechatpayKeys.publicKeys(ids, keys));
        }
        URI base = settings.requireUriUnlessLocal(BASE_URL, "http://localhost:8090/wechatpay");
        boolean isWechatpay =
                WECHATPAYS_HOSTS.contains(Optional.ofNullable(base.getHost()).orElse(""));
        if (settings.environment() == ShopEnvironment.PRODUCTION) {
            if (SAMPLE_MERCHANTS.contains(merchant)) {
                settings.refuse(MCH_ID + " is a sample or sandbox merchant: refused in production");
            }
        } else if (isWechatpay) {
            settings.refuse(BASE_URL + " is WeChat Pay's live host: refused outside production");
        }
    }

    /** A key that cannot be read stops the start, not the first payment. */
    private static void readable(Settings settings, String name, Consumer<String> reader) {
        String text = settings.require(name);
        if (text.isEmpty()) {
            return;
        }
        try {
            reader.accept(text);
        } catch (IllegalArgumentException unreadable) {
            // The words are ours and hold nothing of the key.
            settings.refuse(name + " cannot be used: " + unreadable.getMessage());
        }
    }

    private static void apiV3Keys(String text) {
        List<String> keys = WechatpayKeys.list(text);
        if (keys.isEmpty()
                || keys.stream()
                        .anyMatch(
                                key ->
                                        key.getBytes(StandardCharsets.UTF_8).length
                                                != API_V3_KEY_BYTES)) {
            throw new IllegalArgumentException("an APIv3 key has 32 characters");
        }
    }
}
