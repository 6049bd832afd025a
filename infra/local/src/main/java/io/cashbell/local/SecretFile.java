package io.cashbell.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A secret that is made once and kept where its owner alone can read it.
 *
 * @param isNew whether it was made just now
 */
record SecretFile(Path path, String value, boolean isNew) {

    /** The secret in that file, made of so many random bytes if there is no such file. */
    static SecretFile of(Path path, int bytes) {
        try {
            var isNew = !Files.exists(path);
            if (isNew) {
                make(path, bytes);
            }
            return new SecretFile(path, Files.readString(path).strip(), isNew);
        } catch (IOException failure) {
            throw new Refusal("the secret in " + path + " cannot be kept: " + failure);
        }
    }

    @Override
    public String toString() {
        return "SecretFile[" + path + "]";
    }

    private static void make(Path file, int bytes) throws IOException {
        var random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        // Its owner's before there is anything in it; whole or not there at all.
        var draft =
                Files.createTempFile(
                        file.getParent(), file.getFileName() + "-", ".tmp", ownersOnly(file));
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
