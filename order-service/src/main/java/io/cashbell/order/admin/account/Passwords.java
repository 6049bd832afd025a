package io.cashbell.order.admin.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Passwords as Argon2id hashes in the PHC string format, {@code
 * $argon2id$v=19$m=…,t=…,p=…$salt$hash} (RFC 9106). Parameters are those that OWASP's password
 * storage sheet names: 19 MiB, two passes, one lane; a hash tells its own, so that they may be
 * raised later.
 *
 * <p>A guess costs memory here, too: so many are compared at once, at most, and others wait.
 */
final class Passwords {
    /** NIST SP 800-63B: at least so long, without rules about kinds of characters. */
    static final int SHORTEST = 12;

    static final int LONGEST = 200;

    private static final String SIGNS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int ONE_TIME_SIGNS = 20;
    private static final int ONE_TIME_GROUP = 5;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    static final int AT_ONCE = 4;
    private static final int PATIENCE_SECONDS = 10;
    private static final Pattern PHC =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})\\$([\\w+/-]+)\\$([\\w+/-]+)");

    private static final SecureRandom RANDOM = new SecureRandom();
    static final Semaphore PLACES = new Semaphore(AT_ONCE, true);

    private Passwords() {}

    /** One to give to somebody: 100 random bits, in signs that are not taken for one another. */
    static String oneTime() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < ONE_TIME_SIGNS; i++) {
            if (i > 0 && i % ONE_TIME_GROUP == 0) {
                password.append('-');
            }
            password.append(SIGNS.charAt(RANDOM.nextInt(SIGNS.length())));
        }
        return password.toString();
    }

    static String hash(String password) {
        return hash(password, MEMORY_KIB);
    }

    /**
     * @param memoryKib what a guess costs; less than {@link #hash(String)} takes protects nobody
     */
    static String hash(String password, int memoryKib) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        byte[] hash = derive(password, salt, memoryKib, PASSES, LANES, HASH_BYTES);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        memoryKib,
                        PASSES,
                        LANES,
                        base64.encodeToString(salt),
                        base64.encodeToString(hash));
    }

    /**
     * @throws IllegalArgumentException if {@code hash} is not one of ours
     * @throws PasswordsBusyException if no place becomes free in time; trying again is safe
     */
    static boolean matches(String password, String hash) {
        Matcher parts = PHC.matcher(hash);
        if (!parts.matches()) {
            throw new IllegalArgumentException("That is no password's hash");
        }
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        byte[] found =
                derive(
                        password,
                        Base64.getDecoder().decode(parts.group(4)),
                        Integer.parseInt(parts.group(1)),
                        Integer.parseInt(parts.group(2)),
                        Integer.parseInt(parts.group(3)),
                        expected.length);
        return MessageDigest.isEqual(expected, found);
    }

    private static byte[] derive(
            String password, byte[] salt, int memoryKib, int passes, int lanes, int bytes) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(memoryKib)
                        .withIterations(passes)
                        .withParallelism(lanes)
                        .withSalt(salt)
                        .build());
        byte[] hash = new byte[bytes];
        takeAPlace();
        try {
            generator.generateBytes(
                    Normalizer.normalize(password, Normalizer.Form.NFKC)
                            .getBytes(StandardCharsets.UTF_8),
                    hash);
        } finally {
            PLACES.release();
        }
        return hash;
    }

    private static void takeAPlace() {
        try {
            if (!PLACES.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new PasswordsBusyException();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while waiting to compare a password", stop);
        }
    }
}
