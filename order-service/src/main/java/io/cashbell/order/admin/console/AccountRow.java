package io.cashbell.order.admin.console;

import io.cashbell.order.admin.account.Account;
import io.cashbell.order.admin.account.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account among others, as it is drawn.
 *
 * @param version that its forms are opened on
 * @param roles by their codes
 * @param state {@code active}, {@code newcomer} who has to choose a password, {@code expired} who
 *     was too late to do so, or {@code off}
 * @param until when the one-time password stops letting them in; null if there is none
 * @param own whether it is the reader's
 */
public record AccountRow(
        String email,
        long version,
        List<String> roles,
        String state,
        @Nullable Instant until,
        @Nullable Instant lastSignIn,
        boolean own) {

    static AccountRow of(Account account, @Nullable String reader, Instant now) {
        return new AccountRow(
                account.email(),
                account.generation(),
                account.roles().stream().sorted().map(Role::code).toList(),
                state(account, now),
                account.until(),
                account.lastSignIn(),
                account.email().equals(reader));
    }

    private static String state(Account account, Instant now) {
        if (account.off()) {
            return "off";
        }
        if (!account.oneTime()) {
            return "active";
        }
        return account.isExpired(now) ? "expired" : "newcomer";
    }
}
