package io.cashbell.local.gateway.wechatpay;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Something encrypted by AES-256-GCM with the APIv3 key: the resource of a notice, a certificate.
 *
 * @param ciphertext Base64; the last 16 bytes are the tag
 * @param nonce 12 characters, the IV
 */
record Sealed(String ciphertext, String nonce, String associatedData) {
    static final String ALGORITHM = "AEAD_AES_256_GCM";

    private static final int TAG_BITS = 128;
    private static final int NONCE_LENGTH = 12;
    private static final String CHARACTERS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    static Sealed of(String text, String nonce, String associatedData, String apiV3Key) {
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, nonce, associatedData, apiV3Key);
            var sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return new Sealed(Base64.getEncoder().encodeToString(sealed), nonce, associatedData);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String newNonce() {
        return randomText(NONCE_LENGTH);
    }

    /** Letters and digits. */
    static String randomText(int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(CHARACTERS.charAt(RANDOM.nextInt(CHARACTERS.length())));
        }
        return text.toString();
    }

    /**
     * @throws IllegalArgumentException when the key, the associated data or any byte is wrong
     */
    String open(String apiV3Key) {
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, nonce, associatedData, apiV3Key);
            var text = cipher.doFinal(Base64.getDecoder().decode(ciphertext));
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("cannot be decrypted", e);
        }
    }

    /** The last bit of the tag is another. */
    Sealed withFlippedTag() {
        var bytes = Base64.getDecoder().decode(ciphertext);
        bytes[bytes.length - 1] ^= 1;
        return new Sealed(Base64.getEncoder().encodeToString(bytes), nonce, associatedData);
    }

    private static Cipher cipher(int mode, String nonce, String associatedData, String apiV3Key)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode,
                new SecretKeySpec(apiV3Key.getBytes(StandardCharsets.US_ASCII), "AES"),
                new GCMParameterSpec(TAG_BITS, nonce.getBytes(StandardCharsets.UTF_8)));
        cipher.updateAAD(associatedData.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
