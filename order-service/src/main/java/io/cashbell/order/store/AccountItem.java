package io.cashbell.order.store;

import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.order.Digest;
import io.cashbell.order.admin.account.Account;
import io.cashbell.order.admin.account.Role;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An account as an item: mail address {@code e}, roles {@code r}, hash {@code p}, whether it is for
 * one time {@code o} and until when {@code u} (epoch seconds), generation {@code g}, switched off
 * {@code x}, last sign-in {@code l} (epoch milliseconds), whether the roster has it {@code n}, who
 * ended its sessions last {@code w}.
 */
final class AccountItem {
    static final String ROLES = "r";
    static final String PASSWORD = "p";
    static final String ONE_TIME = "o";
    static final String UNTIL = "u";
    static final String GENERATION = "g";
    static final String OFF = "x";
    static final String LAST_SIGN_IN = "l";
    static final String LISTED = "n";
    static final String WRITER = "w";
    private static final String EMAIL = "e";

    private AccountItem() {}

    static ItemKey key(String email) {
        return new ItemKey("account#" + Digest.of(email).value(), "account");
    }

    static Map<String, AttributeValue> of(Account account) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(EMAIL, Values.of(account.email()));
        item.put(ROLES, roles(account.roles()));
        item.put(ONE_TIME, Values.of(account.oneTime()));
        item.put(GENERATION, Values.of(account.generation()));
        String password = account.password();
        if (password != null) {
            item.put(PASSWORD, Values.of(password));
        }
        if (account.off()) {
            item.put(OFF, Values.of(true));
        }
        Instant until = account.until();
        if (until != null) {
            item.put(UNTIL, Values.of(until.getEpochSecond()));
        }
        Instant last = account.lastSignIn();
        if (last != null) {
            item.put(LAST_SIGN_IN, Values.of(last.toEpochMilli()));
        }
        return item;
    }

    static AttributeValue roles(Set<Role> roles) {
        return Values.of(roles.stream().map(role -> Values.of(role.code())).toList());
    }

    static Account read(Map<String, AttributeValue> item) {
        Set<Role> roles =
                Values.list(item, ROLES).stream()
                        .flatMap(code -> Role.find(code.s()).stream())
                        .collect(Collectors.toSet());
        return new Account(
                Values.text(item, EMAIL),
                roles,
                Values.optionalText(item, PASSWORD).orElse(null),
                Values.flag(item, ONE_TIME),
                Values.number(item, GENERATION),
                Values.flag(item, OFF),
                Values.optionalNumber(item, UNTIL).map(Instant::ofEpochSecond).orElse(null),
                Values.optionalNumber(item, LAST_SIGN_IN).map(Instant::ofEpochMilli).orElse(null));
    }
}
