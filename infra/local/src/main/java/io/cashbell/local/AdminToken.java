package io.cashbell.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/**
 * What opens {@code /api/admin} of the services: the caller's, or one that is made once and kept
 * where its owner alone can read it.
 *
 * @param value never printed
 * @param whereabouts where a person finds it
 */
record AdminToken(String value, String whereabouts) {
    static final String VARIABLE = "ADMIN_API_TOKEN";
    private static final int BYTES = 32;

    static AdminToken of(Map<String, String> caller, Path data) {
        var given = caller.getOrDefault(VARIABLE, "");
        if (!given.isBlank()) {
            return new AdminToken(given, "yours, from " + VARIABLE);
        }
        var file = data.resolve("admin-token");
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return new AdminToken(Files.readString(file).strip(), "in " + file);
        } catch (IOException failure) {
            throw new Refusal("the token in " + file + " cannot be kept: " + failure);
        }
    }

    @Override
    public String toString() {
        return "AdminToken[" + whereabouts + "]";
    }

    private static void make(Path file) throws IOException {
        var random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        // Its owner's before there is anything in it; whole or not there at all.
        var draft =
                Files.createTempFile(file.getParent(), "admin-token-", ".tmp", ownersOnly(file));
        Files.writeString(
                draft, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
        Files.move(draft, file);
    }

    private static FileAttribute<?>[] ownersOnly(Path file) throws IOException {
        return Files.getFileStore(file.toAbsolutePath().getParent())
                        .supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
