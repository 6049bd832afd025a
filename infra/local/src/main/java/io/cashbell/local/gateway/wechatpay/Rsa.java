package io.cashbell.local.gateway.wechatpay;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/** SHA256withRSA, PKCS#1 v1.5, in Base64: what signs requests, answers, notices and call-ups. */
final class Rsa {
    private static final int BITS = 2048;

    private Rsa() {}

    static KeyPair newKeyPair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The pair of a private key that also knows its public part.
     *
     * @param base64 of PKCS#8
     */
    static KeyPair keyPair(String base64) {
        try {
            var factory = KeyFactory.getInstance("RSA");
            var key =
                    factory.generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
            if (!(key instanceof RSAPrivateCrtKey whole)) {
                throw new IllegalArgumentException("an RSA key without its public part");
            }
            BigInteger exponent = whole.getPublicExponent();
            var open = factory.generatePublic(new RSAPublicKeySpec(whole.getModulus(), exponent));
            return new KeyPair(open, key);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an RSA key in PKCS#8", e);
        }
    }

    static byte[] signature(byte[] text, PrivateKey key) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sign(byte[] text, PrivateKey key) {
        return Base64.getEncoder().encodeToString(signature(text, key));
    }

    /** False as well when it is not even Base64. */
    static boolean verifies(byte[] text, String signed, PublicKey key) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update(text);
            return signature.verify(Base64.getDecoder().decode(signed));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return false;
        }
    }
}
