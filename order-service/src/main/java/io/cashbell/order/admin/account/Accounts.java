package io.cashbell.order.admin.account;

import java.util.Optional;

/** Who may enter the console. */
public interface Accounts {
    Optional<Account> find(String email);

    /** False if there is one of that name already. */
    boolean insert(Account account);

    /**
     * Sets a password of the owner's own choice, and ends every session of the account.
     *
     * @param known the account as it was when the old password was compared
     * @return as it is now; empty if somebody else changed it in the meantime
     */
    Optional<Account> changePassword(Account known, String password);
}
