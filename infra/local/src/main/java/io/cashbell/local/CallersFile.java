package io.cashbell.local;

import java.util.Map;

/**
 * Values that the caller has in files: the services read {@code NAME_FILE} where {@code NAME} is
 * absent, so nobody may fill that in.
 */
final class CallersFile {
    private static final String FILE = "_FILE";

    private CallersFile() {}

    /** Whether a file of the caller's holds the value, and no variable does. */
    static boolean holds(Map<String, String> caller, String name) {
        return caller.getOrDefault(name, "").isBlank()
                && !caller.getOrDefault(name + FILE, "").isBlank();
    }
}
