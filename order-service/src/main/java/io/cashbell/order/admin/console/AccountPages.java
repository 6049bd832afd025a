package io.cashbell.order.admin.console;

import io.cashbell.order.admin.account.Accounts;
import io.cashbell.order.admin.account.ChangeAccounts;
import io.cashbell.order.admin.account.Role;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws who may enter the console, and a password that somebody was given. */
@Singleton
class AccountPages {
    static final String ADDRESS = "/admin/accounts";

    private static final List<String> ROLES = Arrays.stream(Role.values()).map(Role::code).toList();

    private final Accounts accounts;
    private final Clock clock;
    private final Views views;

    AccountPages(Accounts accounts, Clock clock, Views views) {
        this.accounts = accounts;
        this.clock = clock;
        this.views = views;
    }

    MutableHttpResponse<?> list(Page page, boolean saved) {
        return list(HttpStatus.OK, page, saved, "", Map.of());
    }

    /**
     * Why nothing was changed, above how it stands now.
     *
     * @param typed what was sent
     */
    HttpResponse<?> refused(Page page, ChangeAccounts.Reason reason, Map<String, String> typed) {
        if (reason == ChangeAccounts.Reason.NO_OWNER) {
            return views.page(HttpStatus.FORBIDDEN, "refused", Map.of("page", page.at(ADDRESS)));
        }
        return list(status(reason), page, false, fault(reason), typed);
    }

    HttpResponse<?> noRole(Page page, Map<String, String> typed) {
        return list(HttpStatus.BAD_REQUEST, page, false, "accounts.fault.no-role", typed);
    }

    /** The one answer that ever has the password. */
    HttpResponse<?> given(Page page, ChangeAccounts.Result.Given given) {
        return views.page(
                "account-given",
                Map.of(
                        "page", page.at(ADDRESS),
                        "email", given.account().email(),
                        "password", given.password(),
                        "until", given.until()));
    }

    /** The words that say why. */
    static String fault(ChangeAccounts.Reason reason) {
        return "accounts.fault." + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private MutableHttpResponse<?> list(
            HttpStatus status, Page page, boolean saved, String fault, Map<String, String> typed) {
        Instant now = clock.instant();
        Map<String, Object> values = new HashMap<>();
        values.put("page", page.at(ADDRESS));
        values.put("saved", saved);
        values.put("fault", fault);
        values.put("roles", ROLES);
        values.put("typed", typed);
        values.put(
                "rows",
                accounts.list().accounts().stream()
                        .map(account -> AccountRow.of(account, page.account(), now))
                        .toList());
        return views.page(status, "accounts", values);
    }

    private static HttpStatus status(ChangeAccounts.Reason reason) {
        return switch (reason) {
            case NO_ADDRESS -> HttpStatus.BAD_REQUEST;
            case NO_OWNER -> HttpStatus.FORBIDDEN;
            case UNKNOWN -> HttpStatus.NOT_FOUND;
            case EXISTS, LAST_OWNER, OWN_PASSWORD, FULL -> HttpStatus.CONFLICT;
            case OVERTAKEN -> HttpStatus.PRECONDITION_FAILED;
            case BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }
}
