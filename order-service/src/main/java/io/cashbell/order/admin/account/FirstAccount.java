package io.cashbell.order.admin.account;

import io.cashbell.order.admin.AdminConfig;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shop's first owner: made at the first start with a one-time password that whoever starts the
 * service gives it. Afterwards the password is not looked at again.
 */
@Singleton
class FirstAccount implements ApplicationEventListener<ServerStartupEvent> {
    private static final Logger log = LoggerFactory.getLogger(FirstAccount.class);

    private final Accounts accounts;
    private final AdminConfig config;

    FirstAccount(Accounts accounts, AdminConfig config) {
        this.accounts = accounts;
        this.config = config;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent started) {
        String password = config.firstPassword();
        if (password == null || password.isBlank() || !config.passwordSignIn()) {
            return;
        }
        String email = Account.nameOf(config.owner());
        if (accounts.find(email).isEmpty()
                && accounts.insert(
                        new Account(
                                email,
                                Set.of(Role.OWNER),
                                Passwords.hash(password.strip()),
                                true,
                                1))) {
            log.atInfo().log("The console has its first account");
        }
    }
}
