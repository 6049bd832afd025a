package io.cashbell.order.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.order.admin.account.Account;
import io.cashbell.order.admin.account.Accounts;
import io.cashbell.order.admin.account.KnownPassword;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.fakes.Shop;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Somebody of each role, signed in once. */
final class Staff {
    private static final String PASSWORD = "password";

    private final Shop shop;
    private final Map<Role, Visitor> visitors = new EnumMap<>(Role.class);

    Staff(Shop shop) {
        this.shop = shop;
    }

    Visitor as(Role role) {
        return visitors.computeIfAbsent(
                role,
                missing -> {
                    String email = role.code() + "@localhost";
                    shop.the(Accounts.class)
                            .insert(new Account(email, Set.of(role), KnownPassword.HASH, false, 1));
                    Visitor visitor = new Visitor(shop);
                    assertThat(visitor.signIn(email, PASSWORD).statusCode()).isEqualTo(303);
                    return visitor;
                });
    }
}
