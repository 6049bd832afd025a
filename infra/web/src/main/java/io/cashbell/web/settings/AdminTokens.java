package io.cashbell.web.settings;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ADMIN_API_TOKEN} holds: one token, or two with a comma while one takes the other's
 * place. Both let in; the first is what services send to each other. So a token is replaced without
 * a moment in which one service refuses another: every service is given {@code old,new}, then
 * {@code new,old}, then {@code new}.
 */
public final class AdminTokens {
    /** The one that goes and the one that comes. */
    public static final int MOST = 2;

    private AdminTokens() {}

    /**
     * @param setting empty, or null, where there is none
     */
    public static List<String> in(@Nullable String setting) {
        return setting == null ? List.of() : tokens(setting);
    }

    /** The {@code Authorization} that a service sends; nobody's where there is no token. */
    public static String bearer(@Nullable String setting) {
        var tokens = in(setting);
        return "Bearer " + (tokens.isEmpty() ? "" : tokens.getFirst());
    }

    private static List<String> tokens(String setting) {
        return Arrays.stream(setting.split(",", -1))
                .map(String::strip)
                .filter(token -> !token.isEmpty())
                .toList();
    }
}
