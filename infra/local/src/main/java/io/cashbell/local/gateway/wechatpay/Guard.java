package io.cashbell.local.gateway.wechatpay;

import io.cashbell.local.gateway.SandboxClock;
import io.cashbell.local.gateway.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Lets a request in that the merchant signed (section 3): over the path and query as they were
 * sent, without the prefix that leads to this gateway of the sandbox; freshly, by the machine's
 * clock and not the movable one; and once.
 */
final class Guard {
    /** Leads to this gateway and is no part of WeChat's paths. */
    static final String PREFIX = "/wechatpay";

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Pattern SECONDS = Pattern.compile("\\d{10}");
    private static final int SHOWN_TEXT = 200;

    private final KeyRing keys;
    private final SandboxClock clock;

    /** The oldest first. */
    private final Map<String, Instant> nonces = new LinkedHashMap<>();

    Guard(KeyRing keys, SandboxClock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * @throws RefusedException saying why it is not let in
     */
    void check(Request request) {
        if (isMissing(request, "Accept") || isMissing(request, "User-Agent")) {
            throw Refusal.headerMissing("Http头缺少Accept或User-Agent");
        }
        if (request.method().equals("POST") && !isJson(request)) {
            throw Refusal.headerMissing("Http头Content-Type必须为application/json");
        }
        var authorization =
                Authorization.parse(request.header("Authorization"))
                        .orElseThrow(
                                () ->
                                        refused(
                                                "Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》",
                                                "authorization not well formed"));
        var merchant = keys.keys().merchant();
        if (!authorization.mchid().equals(merchant.mchid())) {
            throw refused("商户号有误: " + authorization.mchid(), "mchid unknown");
        }
        if (!authorization.serial().equals(merchant.serial())) {
            throw refused("商户证书序列号有误。请使用签名私钥匹配的证书序列号", "serial_no unknown");
        }
        checkFresh(authorization);
        var target = signedTarget(request.target());
        var text =
                SignedText.ofRequest(
                        request.method(),
                        target,
                        authorization.timestamp(),
                        authorization.nonce(),
                        request.body());
        if (!Rsa.verifies(text, authorization.signature(), merchant.keys().getPublic())) {
            throw notSigned(request, authorization, target, text, merchant);
        }
        use(authorization.nonce());
    }

    static String signedTarget(String target) {
        return target.startsWith(PREFIX + "/") ? target.substring(PREFIX.length()) : target;
    }

    private void checkFresh(Authorization authorization) {
        if (!SECONDS.matcher(authorization.timestamp()).matches()) {
            throw refused("Http头Authorization中的timestamp格式错误", "timestamp is not ten digits");
        }
        var at = Instant.ofEpochSecond(Long.parseLong(authorization.timestamp()));
        var apart = Duration.between(at, clock.realInstant()).abs();
        if (apart.compareTo(FRESH) > 0) {
            throw refused(
                    "Http头Authorization中的timestamp与发起请求的时间不得超过5分钟",
                    "timestamp is " + apart.toSeconds() + " seconds off");
        }
    }

    /** Later than the signature, so that nobody else can use up a merchant's nonces. */
    private synchronized void use(String nonce) {
        var now = clock.realInstant();
        var oldest = nonces.values().iterator();
        while (oldest.hasNext() && oldest.next().plus(FRESH).plus(FRESH).isBefore(now)) {
            oldest.remove();
        }
        if (nonces.putIfAbsent(nonce, now) != null) {
            throw refused("Http头Authorization中的nonce_str重复", "nonce_str was used before");
        }
    }

    private static RefusedException notSigned(
            Request request,
            Authorization authorization,
            String target,
            byte[] text,
            Merchant merchant) {
        var read = new String(text, StandardCharsets.UTF_8);
        var information = new LinkedHashMap<String, Object>();
        information.put("method", request.method());
        information.put("url", target);
        information.put(
                "truncated_sign_message",
                read.length() <= SHOWN_TEXT ? read : read.substring(0, SHOWN_TEXT));
        information.put("sign_message_length", text.length);
        var detail = detail("sign not match");
        detail.put("sign_information", information);
        SigningMistake.find(request, authorization, merchant)
                .ifPresent(mistake -> detail.put("sandbox_hint", mistake));
        return Refusal.signature("错误的签名，验签失败", detail);
    }

    private static RefusedException refused(String message, String issue) {
        return Refusal.signature(message, detail(issue));
    }

    private static Map<String, Object> detail(String issue) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("field", "signature");
        detail.put("location", "authorization");
        detail.put("issue", issue);
        return detail;
    }

    private static boolean isMissing(Request request, String header) {
        var value = request.header(header);
        return value == null || value.isBlank();
    }

    private static boolean isJson(Request request) {
        var type = request.header("Content-Type");
        return type != null && type.strip().startsWith("application/json");
    }
}
