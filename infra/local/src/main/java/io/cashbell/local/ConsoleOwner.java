package io.cashbell.local;

import java.nio.file.Path;
import java.util.Map;

/**
 * Who signs in to the console first: the caller's, or {@value #NOBODY} with a one-time password
 * that is made once, and printed once.
 *
 * @param email names the account
 * @param password until its owner has chosen another one; empty where a file of the caller's has it
 * @param words for the person at the screen
 */
record ConsoleOwner(String email, String password, String words) {
    static final String EMAIL = "CONSOLE_OWNER_EMAIL";
    static final String PASSWORD = "CONSOLE_FIRST_PASSWORD";
    private static final String NOBODY = "owner@localhost";
    private static final int BYTES = 15;

    static ConsoleOwner of(Map<String, String> caller, Path data) {
        var named = caller.getOrDefault(EMAIL, "").strip();
        var email = named.isEmpty() ? NOBODY : named;
        if (CallersFile.holds(caller, EMAIL)) {
            email = "whom " + EMAIL + "_FILE names";
        }
        var given = caller.getOrDefault(PASSWORD, "");
        if (!given.isBlank() || CallersFile.holds(caller, PASSWORD)) {
            return new ConsoleOwner(email, given, email + ", first password yours");
        }
        var file = SecretFile.of(data.resolve("console-first-password"), BYTES);
        return new ConsoleOwner(
                email,
                file.value(),
                file.isNew()
                        ? email + ", one-time password " + file.value()
                        : email + ", first password in " + file.path());
    }

    @Override
    public String toString() {
        return "ConsoleOwner[" + email + "]";
    }
}
