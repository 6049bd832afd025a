package io.cashbell.payment.gateway.wechatpay;

import io.cashbell.payment.gateway.wechatpay.WechatpaySealedMessages.Resource;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Proves us to WeChat Pay by RSA with SHA-256 over what is sent, WeChat Pay to us likewise, and
 * opens what it sealed by AES-256-GCM.
 *
 * <p>Source: wechatpay-apiv3/wechatpay-skills (2026-04), "签名与验签规则" and "回调通知处理".
 */
@Singleton
@Requires(bean = WechatpayConfig.class)
class WechatpayAuth {

    static final String SCHEME = "WECHATPAY2-SHA256-RSA2048";

    private static final String SEAL = "AEAD_AES_256_GCM";
    private static final String SEAL_OF_OURS = "HmacSHA256";
    private static final String ALGORITHM = "SHA256withRSA";
    private static final int TAG_BITS = 128;
    private static final int NONCE_LENGTH = 32;
    private static final String NONCE_LETTERS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final SecureRandom random = new SecureRandom();
    private final String mchId;
    private final String appId;
    private final String serial;
    private final PrivateKey privateKey;
    private final List<SecretKeySpec> apiV3Keys;

    WechatpayAuth(WechatpayConfig config) {
        this.mchId = config.mchId();
        this.appId = config.appId();
        this.serial = config.serial();
        this.privateKey = WechatpayKeys.privateKey(config.privateKey());
        this.apiV3Keys =
                WechatpayKeys.list(config.apiKey()).stream()
                        .map(key -> key.getBytes(StandardCharsets.US_ASCII))
                        .map(key -> new SecretKeySpec(key, "AES"))
                        .toList();
    }

    /** A text that nobody used before: 32 letters and digits. */
    String nonce() {
        StringBuilder text = new StringBuilder(NONCE_LENGTH);
        for (int i = 0; i < NONCE_LENGTH; i++) {
            text.append(NONCE_LETTERS.charAt(random.nextInt(NONCE_LETTERS.length())));
        }
        return text.toString();
    }

    /**
     * The value of the header {@code Authorization}.
     *
     * @param target path and query exactly as sent, from {@code /v3} on
     * @param timestamp seconds since 1970
     * @param body exactly as sent; empty for none
     */
    String authorization(String method, String target, long timestamp, String nonce, String body) {
        String signature = sign(lines(method, target, Long.toString(timestamp), nonce, body));
        return "%s mchid=\"%s\",nonce_str=\"%s\",timestamp=\"%d\",serial_no=\"%s\",signature=\"%s\""
                .formatted(SCHEME, mchId, nonce, timestamp, serial, signature);
    }

    /** The {@code paySign} of a call-up, over the whole {@code prepay_id=…}. */
    String paySign(long timestamp, String nonce, String prepay) {
        return sign(lines(appId, Long.toString(timestamp), nonce, prepay));
    }

    /**
     * Whether {@code key} signed a body that came with this timestamp and nonce. A signature that
     * is none, such as WeChat Pay's own probes bring, is a wrong one.
     */
    static boolean verify(
            PublicKey key, String timestamp, String nonce, byte[] body, String signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update((timestamp + "\n" + nonce + "\n").getBytes(StandardCharsets.UTF_8));
            verifier.update(body);
            verifier.update((byte) '\n');
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException notASignature) {
            return false;
        }
    }

    /**
     * Opens a sealed text by whichever of our APIv3 keys it was sealed with; empty where it was
     * sealed by none of them, otherwise than we know, or altered since.
     */
    Optional<String> open(Resource resource) {
        if (!resource.algorithm().equals(SEAL)) {
            return Optional.empty();
        }
        byte[] sealed;
        try {
            sealed = Base64.getDecoder().decode(resource.ciphertext());
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        return apiV3Keys.stream()
                .flatMap(
                        key ->
                                open(key, sealed, resource.nonce(), resource.associatedData())
                                        .stream())
                .findFirst();
    }

    private static Optional<String> open(
            SecretKeySpec key, byte[] sealed, String nonce, @Nullable String associatedData) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    key,
                    new GCMParameterSpec(TAG_BITS, nonce.getBytes(StandardCharsets.UTF_8)));
            if (associatedData != null) {
                cipher.updateAAD(associatedData.getBytes(StandardCharsets.UTF_8));
            }
            return Optional.of(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(cipher.doFinal(sealed)))
                            .toString());
        } catch (GeneralSecurityException
                | CharacterCodingException
                | IllegalArgumentException closed) {
            return Optional.empty();
        }
    }

    /**
     * What only who has our APIv3 key can make of {@code text}; of two keys the first one's. Never
     * leaves this service.
     */
    String seal(String text) {
        try {
            Mac mac = Mac.getInstance(SEAL_OF_OURS);
            mac.init(new SecretKeySpec(apiV3Keys.getFirst().getEncoded(), SEAL_OF_OURS));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + SEAL_OF_OURS, impossible);
        }
    }

    private String sign(String text) {
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(privateKey);
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the merchant's key does not sign", impossible);
        }
    }

    /** Each line is ended, the last one too. */
    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    @Override
    public String toString() {
        return "WechatpayAuth[mchId=" + mchId + "]";
    }
}
