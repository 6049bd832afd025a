package io.cashbell.order.admin.console;

import io.cashbell.order.admin.account.SignIn;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What the page for a new password has to say. */
final class PasswordWords {
    static final URI PAGE = URI.create("/admin/password");

    static final String PLACE = "password";

    /** What that page says once nobody else is in any more. */
    static final String OUT_ELSEWHERE = "out-elsewhere";

    private PasswordWords() {}

    /**
     * @param unfit null where somebody else changed the password in the meantime
     */
    static String of(SignIn.@Nullable Unfit unfit) {
        if (unfit == null) {
            return "password.overtaken";
        }
        return switch (unfit) {
            case TOO_SHORT -> "password.too-short";
            case TOO_LONG -> "password.too-long";
            case THE_OLD_ONE -> "password.the-old-one";
            case WRONG_OLD_ONE -> "password.wrong-old-one";
        };
    }
}
