package io.cashbell.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.order.admin.account.Account;
import io.cashbell.order.admin.account.Accounts;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.admin.account.SpentStates;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who may enter the console, as the table keeps it. */
@Timeout(120)
class ConsoleAccountsIT extends ServiceOnABackend {
    ConsoleAccountsIT(Resources resources) {
        super(resources);
    }

    @Test
    void whomAProviderVouchesForIsKeptWithTheRolesThatItToldLast() {
        Accounts accounts = shop.the(Accounts.class);
        String email = EventIds.next().toLowerCase(Locale.ROOT) + "@shop.example";

        Account first = accounts.admit(email, Set.of(Role.VIEWER));
        Account again = accounts.admit(email, Set.of(Role.OPERATOR, Role.FINANCE));

        assertThat(first).isEqualTo(new Account(email, Set.of(Role.VIEWER), null, false, 1));
        assertThat(again.roles()).containsExactlyInAnyOrder(Role.OPERATOR, Role.FINANCE);
        assertThat(accounts.find(email)).contains(again);
    }

    @Test
    void whoSignsInAtAProviderHasNoPasswordHereAnyMore() {
        Accounts accounts = shop.the(Accounts.class);
        String email = EventIds.next().toLowerCase(Locale.ROOT) + "@shop.example";
        accounts.insert(new Account(email, Set.of(Role.OWNER), "a hash", true, 7));

        accounts.admit(email, Set.of(Role.VIEWER));

        assertThat(accounts.find(email))
                .contains(new Account(email, Set.of(Role.VIEWER), null, false, 7));
    }

    @Test
    void aSignInAtAProviderIsSpentOnce() {
        SpentStates spent = shop.the(SpentStates.class);
        Digest state = Digest.of(EventIds.next());

        assertThat(spent.spend(state)).isTrue();
        assertThat(spent.spend(state)).isFalse();
    }
}
