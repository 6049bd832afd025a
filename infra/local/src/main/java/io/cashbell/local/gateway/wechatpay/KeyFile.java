package io.cashbell.local.gateway.wechatpay;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.local.gateway.wechatpay.KeySet.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Where the keys survive a restart; only its owner may read it. */
final class KeyFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    KeyFile(Path file) {
        this.file = file;
    }

    /** Private keys hold their public part; all bytes are Base64. */
    private record Stored(
            String mchid,
            String appid,
            String merchantSerial,
            String merchantKey,
            String apiV3Key,
            String publicKeyId,
            String publicKey,
            List<StoredCertificate> certificates,
            Mode mode) {}

    private record StoredCertificate(String key, String certificate) {}

    Optional<KeySet> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(keys(JSON.readValue(Files.readAllBytes(file), Stored.class)));
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    file + " holds no keys; delete it, and new ones are made", e);
        }
    }

    /** Whoever reads meanwhile finds the old keys or the new ones. */
    void write(KeySet keys) {
        write(file, new String(bytes(keys), StandardCharsets.UTF_8));
    }

    static void write(Path file, String content) {
        try {
            var folder = file.toAbsolutePath().getParent();
            if (folder == null) {
                throw new IllegalArgumentException(file + " is no place for keys");
            }
            Files.createDirectories(folder);
            var draft = Files.createTempFile(folder, "wechatpay-", ".tmp");
            if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(draft, content);
            Files.move(
                    draft,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static KeySet keys(Stored stored) {
        return new KeySet(
                new Merchant(
                        stored.mchid(),
                        stored.appid(),
                        stored.merchantSerial(),
                        Rsa.keyPair(stored.merchantKey()),
                        stored.apiV3Key()),
                PlatformKey.withId(stored.publicKeyId(), Rsa.keyPair(stored.publicKey())),
                stored.certificates().stream()
                        .map(
                                one ->
                                        PlatformKey.withCertificate(
                                                Rsa.keyPair(one.key()),
                                                PlatformCertificate.read(
                                                        Base64.getDecoder()
                                                                .decode(one.certificate()))))
                        .toList(),
                stored.mode());
    }

    private static byte[] bytes(KeySet keys) {
        var merchant = keys.merchant();
        try {
            return JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsBytes(
                            new Stored(
                                    merchant.mchid(),
                                    merchant.appid(),
                                    merchant.serial(),
                                    base64(merchant.keys().getPrivate().getEncoded()),
                                    merchant.apiV3Key(),
                                    keys.publicKey().serial(),
                                    base64(keys.publicKey().keys().getPrivate().getEncoded()),
                                    keys.certificates().stream().map(KeyFile::stored).toList(),
                                    keys.mode()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StoredCertificate stored(PlatformKey key) {
        var certificate = key.certificate();
        if (certificate == null) {
            throw new IllegalArgumentException(key + " has no certificate");
        }
        try {
            return new StoredCertificate(
                    base64(key.keys().getPrivate().getEncoded()), base64(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
