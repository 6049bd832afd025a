package io.cashbell.order.admin.account;

import io.cashbell.order.shopkeeping.ShopChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may enter the console. */
public interface Accounts {
    Optional<Account> find(String email);

    /** False if there is one of that name already. */
    boolean insert(Account account);

    /**
     * Keeps who signed in at the provider, with the roles that they have there. A password that
     * they had here is gone, and with a one-time one the duty to change it; one that was switched
     * off is open again.
     *
     * @return the account as it is now
     */
    Account admit(String email, Set<Role> roles);

    /**
     * Sets a password of the owner's own choice, and ends every session of the account.
     *
     * @param known the account as it was when the old password was compared
     * @return as it is now; empty if somebody else changed it in the meantime
     */
    Optional<Account> changePassword(Account known, String password);

    /**
     * Ends every session of the account.
     *
     * @return as it is now; empty if somebody else changed it in the meantime
     */
    Optional<Account> endSessions(Account known);

    /** Notes when somebody came in with their password. */
    void signedIn(String email, Instant at);

    /** Those with a password here. */
    Listing list();

    /**
     * Writes an account and the record of its change, both or none, whatever else goes on.
     *
     * @param read on what the change was decided
     * @param before the account as it was; null if there was none
     * @return false if anybody has changed this account, or any of those listed, since they were
     *     read: then nothing is written
     */
    boolean write(Listing read, @Nullable Account before, Account after, ShopChange change);

    /**
     * Accounts as they were at one moment.
     *
     * @param version counts the changes of any of them
     * @param accounts by name
     */
    record Listing(long version, List<Account> accounts) {
        public Listing {
            accounts = List.copyOf(accounts);
        }

        Optional<Account> find(String email) {
            return accounts.stream().filter(each -> each.email().equals(email)).findFirst();
        }
    }
}
