package io.cashbell.local;

import java.nio.file.Path;
import java.util.Map;

/**
 * What opens {@code /api/admin} of the services: the caller's, or one that is made once.
 *
 * @param value never printed; empty where a file of the caller's has it
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
        if (CallersFile.holds(caller, VARIABLE)) {
            return new AdminToken("", "yours, from the file that " + VARIABLE + "_FILE names");
        }
        var file = SecretFile.of(data.resolve("admin-token"), BYTES);
        return new AdminToken(file.value(), "in " + file.path());
    }

    @Override
    public String toString() {
        return "AdminToken[" + whereabouts + "]";
    }
}
