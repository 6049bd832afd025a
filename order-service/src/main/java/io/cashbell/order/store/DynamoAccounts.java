package io.cashbell.order.store;

import io.cashbell.messaging.item.Condition;
import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.messaging.store.ItemUpdate;
import io.cashbell.messaging.store.WriteResult;
import io.cashbell.order.Digest;
import io.cashbell.order.admin.account.Account;
import io.cashbell.order.admin.account.Accounts;
import io.cashbell.order.admin.account.Role;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Accounts, an item each: {@code e} mail address, {@code r} roles, {@code p} hash, {@code o},
 * {@code g}.
 */
@Singleton
final class DynamoAccounts implements Accounts {
    private static final String EMAIL = "e";
    private static final String ROLES = "r";
    private static final String PASSWORD = "p";
    private static final String ONE_TIME = "o";
    private static final String GENERATION = "g";

    private final ItemTable table;

    DynamoAccounts(ItemTable table) {
        this.table = table;
    }

    @Override
    public Optional<Account> find(String email) {
        return table.find(key(email)).map(DynamoAccounts::read);
    }

    @Override
    public boolean insert(Account account) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(EMAIL, Values.of(account.email()));
        item.put(ROLES, roles(account));
        item.put(ONE_TIME, Values.of(account.oneTime()));
        item.put(GENERATION, Values.of(account.generation()));
        if (account.password() != null) {
            item.put(PASSWORD, Values.of(account.password()));
        }
        return table.insert(key(account.email()), item) instanceof WriteResult.Written;
    }

    @Override
    public Account admit(String email, Set<Role> roles) {
        Account first = new Account(email, roles, null, false, 1);
        // Two attempts at most: who is not there can only be put there by somebody else meanwhile.
        return provide(first)
                .or(() -> insert(first) ? Optional.of(first) : provide(first))
                .orElseThrow(() -> new IllegalStateException("An account came and went"));
    }

    private Optional<Account> provide(Account account) {
        WriteResult result =
                table.update(
                        ItemUpdate.of(key(account.email()))
                                .set(ROLES, roles(account))
                                .set(ONE_TIME, Values.of(false))
                                .remove(PASSWORD));
        return result instanceof WriteResult.Written(var item)
                ? Optional.of(read(item))
                : Optional.empty();
    }

    private static AttributeValue roles(Account account) {
        return Values.of(account.roles().stream().map(role -> Values.of(role.code())).toList());
    }

    @Override
    public Optional<Account> changePassword(Account known, String password) {
        WriteResult result =
                table.update(
                        ItemUpdate.of(key(known.email()))
                                .require(Condition.equal(GENERATION, Values.of(known.generation())))
                                .set(GENERATION, Values.of(known.generation() + 1))
                                .set(PASSWORD, Values.of(password))
                                .set(ONE_TIME, Values.of(false)));
        return result instanceof WriteResult.Written(var item)
                ? Optional.of(read(item))
                : Optional.empty();
    }

    private static Account read(Map<String, AttributeValue> item) {
        Set<Role> roles =
                Values.list(item, ROLES).stream()
                        .flatMap(code -> Role.find(code.s()).stream())
                        .collect(Collectors.toSet());
        return new Account(
                Values.text(item, EMAIL),
                roles,
                Values.optionalText(item, PASSWORD).orElse(null),
                Values.flag(item, ONE_TIME),
                Values.number(item, GENERATION));
    }

    private static ItemKey key(String email) {
        return new ItemKey("account#" + Digest.of(email).value(), "account");
    }
}
