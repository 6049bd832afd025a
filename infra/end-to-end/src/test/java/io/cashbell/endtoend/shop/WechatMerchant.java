package io.cashbell.endtoend.shop;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Map;

/**
 * A merchant of WeChat Pay as WeChat knows it: by an app and a public key. Verifies as WeChat's
 * documents say (调起支付签名, state of October 2026), written for these tests alone: neither the
 * product's code nor the sandbox's is trusted here.
 */
public record WechatMerchant(String appId, PublicKey key) {
    /**
     * @param variables what the shop is told, its private key among it
     */
    public static WechatMerchant of(Map<String, String> variables) {
        try {
            var rsa = KeyFactory.getInstance("RSA");
            var secret =
                    (RSAPrivateCrtKey)
                            rsa.generatePrivate(
                                    new PKCS8EncodedKeySpec(
                                            Base64.getDecoder()
                                                    .decode(
                                                            variables.get(
                                                                    "WECHATPAY_PRIVATE_KEY"))));
            return new WechatMerchant(
                    variables.getOrDefault("WECHATPAY_APP_ID", ""),
                    rsa.generatePublic(
                            new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent())));
        } catch (GeneralSecurityException noKey) {
            throw new IllegalArgumentException("not a merchant's key", noKey);
        }
    }

    /** Whether {@code paySign} is this merchant's signature over the other four, and its app. */
    public boolean hasSigned(JsonNode callUp) {
        var text =
                String.join(
                                "\n",
                                appId,
                                callUp.path("timeStamp").asText(),
                                callUp.path("nonceStr").asText(),
                                callUp.path("package").asText())
                        + "\n";
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(callUp.path("paySign").asText()));
        } catch (GeneralSecurityException noSignature) {
            return false;
        }
    }
}
