package io.cashbell.order.admin.account;

/**
 * So many passwords are compared that this one's turn did not come. Nothing was decided. It carries
 * no stack trace: whoever wants to keep us busy shall not fill the log as well.
 */
public final class PasswordsBusyException extends RuntimeException {
    PasswordsBusyException() {
        super("Too many passwords are compared at once", null, false, false);
    }
}
