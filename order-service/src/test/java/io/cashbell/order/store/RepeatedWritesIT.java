package io.cashbell.order.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.order.Digest;
import io.cashbell.order.admin.account.Account;
import io.cashbell.order.admin.account.Accounts;
import io.cashbell.order.admin.account.KnownPassword;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.admin.account.SpentStates;
import io.cashbell.order.fakes.Shop;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Every answer to a write is lost once, so that the client writes again. */
@Timeout(120)
@ExtendWith(BackendExtension.class)
class RepeatedWritesIT {
    private static final String CHOSEN = "$argon2id$v=19$m=64,t=2,p=1$c29tZXNhbHQ$b3VycyBhbG9uZQ";

    private final Resources resources;
    private Shop shop;
    private Accounts accounts;
    private SpentStates spent;
    private Account known;

    RepeatedWritesIT(Resources resources) {
        this.resources = resources;
        resources.endpoints().useInThisJvm();
    }

    @BeforeEach
    void start() {
        shop = Shop.open(resources);
        ItemTable table =
                new ItemTable(
                        repeating(shop.the(DynamoDbClient.class)),
                        shop.the(MessagingConfiguration.class),
                        null);
        accounts = new DynamoAccounts(table, shop.the(AccountRoster.class));
        spent = new DynamoSpentStates(table, Clock.systemUTC());
        known =
                new Account(
                        EventIds.next().toLowerCase(Locale.ROOT) + "@localhost",
                        Set.of(Role.OWNER),
                        KnownPassword.HASH,
                        false,
                        1);
        assertThat(shop.the(Accounts.class).insert(known)).isTrue();
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void whoChoosesAPasswordHasChosenIt() {
        assertThat(accounts.changePassword(known, CHOSEN))
                .get()
                .satisfies(
                        account -> {
                            assertThat(account.password()).isEqualTo(CHOSEN);
                            assertThat(account.generation()).isEqualTo(2);
                        });
        assertThat(accounts.changePassword(known, KnownPassword.HASH)).isEmpty();
    }

    @Test
    void whoEndsTheirSessionsHasEndedThem() {
        assertThat(accounts.endSessions(known)).get().returns(2L, Account::generation);
        assertThat(accounts.endSessions(known)).isEmpty();
    }

    @Test
    void aSignInIsSpentByItsOwnerAndByNobodyElse() {
        Digest state = Digest.of(EventIds.next());

        assertThat(spent.spend(state)).isTrue();
        assertThat(spent.spend(state)).isFalse();
    }

    private static DynamoDbClient repeating(DynamoDbClient dynamo) {
        return (DynamoDbClient)
                Proxy.newProxyInstance(
                        DynamoDbClient.class.getClassLoader(),
                        new Class<?>[] {DynamoDbClient.class},
                        (_, method, arguments) -> {
                            try {
                                if (method.getName().matches("(put|update)Item")) {
                                    method.invoke(dynamo, arguments);
                                }
                                return method.invoke(dynamo, arguments);
                            } catch (InvocationTargetException refused) {
                                throw refused.getCause();
                            }
                        });
    }
}
