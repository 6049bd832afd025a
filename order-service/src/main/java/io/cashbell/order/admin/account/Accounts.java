package io.cashbell.order.admin.account;

import java.util.Optional;
import java.util.Set;

/** Who may enter the console. */
public interface Accounts {
    Optional<Account> find(String email);

    /** False if there is one of that name already. */
    boolean insert(Account account);

    /**
     * Keeps who signed in at the provider, with the roles that they have there. A password that
     * they had here is gone, and with a one-time one the duty to change it.
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
}
