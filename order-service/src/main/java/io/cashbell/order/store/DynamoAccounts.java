package io.cashbell.order.store;

import io.cashbell.messaging.event.EventIds;
import io.cashbell.messaging.item.Condition;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.messaging.store.ItemUpdate;
import io.cashbell.messaging.store.WriteResult;
import io.cashbell.order.admin.account.Account;
import io.cashbell.order.admin.account.Accounts;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.shopkeeping.ShopChange;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Accounts, an item each, see {@link AccountItem}; those with a password are in the roster. */
@Singleton
final class DynamoAccounts implements Accounts {
    private final ItemTable table;
    private final AccountRoster roster;

    DynamoAccounts(ItemTable table, AccountRoster roster) {
        this.table = table;
        this.roster = roster;
    }

    @Override
    public Optional<Account> find(String email) {
        return table.find(AccountItem.key(email)).map(AccountItem::read);
    }

    @Override
    public boolean insert(Account account) {
        return roster.insert(account);
    }

    @Override
    public Account admit(String email, Set<Role> roles) {
        Account first = new Account(email, roles, null, false, 1);
        // Two attempts at most: who is not there can only be put there by somebody else meanwhile.
        return provide(first)
                .or(() -> insertUnlisted(first) ? Optional.of(first) : provide(first))
                .orElseThrow(() -> new IllegalStateException("An account came and went"));
    }

    private boolean insertUnlisted(Account account) {
        return table.insert(AccountItem.key(account.email()), AccountItem.of(account))
                instanceof WriteResult.Written;
    }

    private Optional<Account> provide(Account account) {
        return written(
                ItemUpdate.of(AccountItem.key(account.email()))
                        .set(AccountItem.ROLES, AccountItem.roles(account.roles()))
                        .set(AccountItem.ONE_TIME, Values.of(false))
                        .remove(AccountItem.UNTIL)
                        .remove(AccountItem.OFF)
                        .remove(AccountItem.PASSWORD));
    }

    @Override
    public Optional<Account> changePassword(Account known, String password) {
        return moveOn(
                known,
                nextGeneration(known)
                        .set(AccountItem.PASSWORD, Values.of(password))
                        .set(AccountItem.ONE_TIME, Values.of(false))
                        .remove(AccountItem.UNTIL));
    }

    @Override
    public Optional<Account> endSessions(Account known) {
        return moveOn(known, nextGeneration(known));
    }

    /** A write whose answer got lost is repeated by the client, and must know itself again. */
    private Optional<Account> moveOn(Account known, ItemUpdate update) {
        AttributeValue writer = Values.of(EventIds.next());
        return switch (table.update(update.set(AccountItem.WRITER, writer))) {
            case WriteResult.Written(var item) -> Optional.of(AccountItem.read(item));
            case WriteResult.Refused refused ->
                    refused.found()
                            .filter(item -> writer.equals(item.get(AccountItem.WRITER)))
                            .map(AccountItem::read)
                            .filter(found -> found.generation() == known.generation() + 1);
        };
    }

    private static ItemUpdate nextGeneration(Account known) {
        return ItemUpdate.of(AccountItem.key(known.email()))
                .require(Condition.equal(AccountItem.GENERATION, Values.of(known.generation())))
                .set(AccountItem.GENERATION, Values.of(known.generation() + 1));
    }

    @Override
    public void signedIn(String email, Instant at) {
        WriteResult result =
                table.update(
                        ItemUpdate.of(AccountItem.key(email))
                                .set(AccountItem.LAST_SIGN_IN, Values.of(at.toEpochMilli())));
        // Accounts that were made before there was a roster come into it so.
        if (result instanceof WriteResult.Written(var item)
                && !Values.flag(item, AccountItem.LISTED)) {
            roster.enter(email);
            table.update(
                    ItemUpdate.of(AccountItem.key(email)).set(AccountItem.LISTED, Values.of(true)));
        }
    }

    @Override
    public Listing list() {
        return roster.list();
    }

    @Override
    public boolean write(Listing read, @Nullable Account before, Account after, ShopChange change) {
        return roster.write(read.version(), before, after, change);
    }

    private Optional<Account> written(ItemUpdate update) {
        return table.update(update) instanceof WriteResult.Written(Map<String, AttributeValue> item)
                ? Optional.of(AccountItem.read(item))
                : Optional.empty();
    }
}
