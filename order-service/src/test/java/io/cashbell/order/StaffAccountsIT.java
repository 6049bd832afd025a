package io.cashbell.order;

import static io.cashbell.order.fakes.Shop.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.order.admin.account.Account;
import io.cashbell.order.admin.account.Accounts;
import io.cashbell.order.admin.account.ChangeAccounts;
import io.cashbell.order.admin.account.ChangeAccounts.Reason;
import io.cashbell.order.admin.account.ChangeAccounts.Result;
import io.cashbell.order.admin.account.ChangeAccounts.Target;
import io.cashbell.order.admin.account.KnownPassword;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.admin.account.SignIn;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Owners who let people in and out in two instances at the same moment. */
@Tag("S4-9")
@Timeout(120)
class StaffAccountsIT extends ServiceOnABackend {
    private static final int ROUNDS = 10;
    private static final String PASSWORD = "password";

    private Shop other;

    StaffAccountsIT(Resources resources) {
        super(resources);
    }

    @BeforeEach
    void startAnother() {
        other = Shop.open(resources);
    }

    @AfterEach
    void stopTheOther() {
        other.close();
    }

    @Test
    void ofTwoOwnersWhoDemoteEachOtherAtOnceOneRemains() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Account one = keep(Role.OWNER);
            Account two = keep(Role.OWNER);

            List<Result> results =
                    atOnce(List.of(() -> demote(shop, one, two), () -> demote(other, two, one)));

            assertThat(results).filteredOn(Result.Changed.class::isInstance).hasSize(1);
            assertThat(results).contains(new Result.Refused(Reason.NO_OWNER));
            assertThat(owners()).filteredOn(List.of(one.email(), two.email())::contains).hasSize(1);
        }
    }

    @Test
    void ofTheLastTwoOwnersWhoBothGoAtOnceOneRemains() throws Exception {
        Account last = keep(Role.OWNER);
        for (Account each : accounts().list().accounts()) {
            if (!each.email().equals(last.email()) && each.roles().contains(Role.OWNER)) {
                assertThat(demote(shop, last, each)).isInstanceOf(Result.Changed.class);
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            String remains = owners().getFirst();
            Account one = accounts().find(remains).orElseThrow();
            Account two = keep(Role.OWNER);

            List<Result> results =
                    atOnce(List.of(() -> demote(shop, one, one), () -> off(other, two, two)));

            assertThat(results).filteredOn(Result.Changed.class::isInstance).hasSize(1);
            assertThat(results).contains(new Result.Refused(Reason.LAST_OWNER));
            assertThat(owners()).hasSize(1);
        }
    }

    @Test
    void manyAccountsAddedAtOnceAreAllThereAndTold() throws Exception {
        Account owner = keep(Role.OWNER);
        List<String> names = new ArrayList<>();
        List<Callable<Result>> adds = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String name = name();
            names.add(name);
            Shop at = i % 2 == 0 ? shop : other;
            adds.add(() -> at.the(ChangeAccounts.class).add(owner.email(), name, Role.VIEWER));
        }

        List<Result> results = atOnce(adds);

        assertThat(results).allSatisfy(each -> assertThat(each).isInstanceOf(Result.Given.class));
        assertThat(accounts().list().accounts()).extracting(Account::email).containsAll(names);
        List<JsonNode> changes = pages(shop, 3);
        assertThat(changes)
                .filteredOn(each -> names.contains(each.at("/after/email").asText()))
                .hasSize(names.size())
                .allSatisfy(
                        each -> {
                            assertThat(each.path("what").asText()).isEqualTo("account.added");
                            assertThat(each.path("actor").asText()).isEqualTo(owner.email());
                            assertThat(each.toString()).doesNotContain("argon2");
                        });
    }

    @Test
    void oneAddressIsAddedOnce() throws Exception {
        Account owner = keep(Role.OWNER);
        String name = name();

        List<Result> results =
                atOnce(
                        List.of(
                                () ->
                                        shop.the(ChangeAccounts.class)
                                                .add(owner.email(), name, Role.VIEWER),
                                () ->
                                        other.the(ChangeAccounts.class)
                                                .add(owner.email(), name, Role.OWNER)));

        assertThat(results).filteredOn(Result.Given.class::isInstance).hasSize(1);
        assertThat(results).contains(new Result.Refused(Reason.EXISTS));
    }

    @Test
    void aChangeReachesAnOpenSessionInAnotherInstance() {
        Account owner = keep(Role.OWNER);
        Account clerk = keep(Role.OPERATOR);
        String form = "/admin/shop/new-product";
        String open = session(other, clerk);
        assertThat(see(other, form, open).statusCode()).isEqualTo(200);

        assertThat(demote(shop, owner, clerk)).isInstanceOf(Result.Changed.class);

        assertThat(see(other, form, open).statusCode()).isEqualTo(303);
        String again = session(other, clerk);
        assertThat(see(other, form, again).statusCode()).isEqualTo(403);
        assertThat(see(other, "/admin/shop", again).statusCode()).isEqualTo(200);

        assertThat(off(shop, owner, accounts().find(clerk.email()).orElseThrow()))
                .isInstanceOf(Result.Changed.class);

        assertThat(see(other, "/admin/shop", again).statusCode()).isEqualTo(303);
        assertThat(signIn(other, clerk)).isInstanceOf(SignIn.Result.Wrong.class);
    }

    @Test
    void anAccountIsReadAsItWasWritten() {
        Account owner = keep(Role.OWNER);
        String name = name();

        Result added = shop.the(ChangeAccounts.class).add(owner.email(), name, Role.FINANCE);

        Account known = other.the(Accounts.class).find(name).orElseThrow();
        assertThat(added).isInstanceOf(Result.Given.class);
        assertThat(known).isEqualTo(((Result.Given) added).account());
        assertThat(known.oneTime()).isTrue();
        assertThat(known.until()).isEqualTo(((Result.Given) added).until());
        assertThat(added.toString()).doesNotContain(((Result.Given) added).password());
    }

    @Test
    void anAccountFromBeforeTheRosterComesIntoItWhenItSignsIn() {
        Account before = new Account(name(), Set.of(Role.VIEWER), KnownPassword.HASH, false, 1);
        accounts().admit(before.email(), before.roles());
        Account known = accounts().find(before.email()).orElseThrow();
        accounts().changePassword(known, KnownPassword.HASH);
        assertThat(accounts().list().accounts())
                .extracting(Account::email)
                .doesNotContain(before.email());

        assertThat(signIn(shop, before)).isInstanceOf(SignIn.Result.In.class);

        assertThat(other.the(Accounts.class).list().accounts())
                .filteredOn(each -> each.email().equals(before.email()))
                .singleElement()
                .extracting(Account::lastSignIn)
                .isNotNull();
    }

    @Test
    void changesOfShopAndAccountsAreOneStory() {
        Account owner = keep(Role.OWNER);
        List<String> expected = new ArrayList<>();
        for (String status : List.of("closed", "open")) {
            Account clerk = keep(Role.VIEWER);
            shop.change("PUT", "/site", "{\"status\": \"" + status + "\"}");
            off(shop, owner, clerk);
            expected.addFirst("site " + status);
            expected.addFirst("off " + clerk.email());
        }

        List<String> story =
                pages(other, 1).stream()
                        .limit(expected.size())
                        .map(
                                each ->
                                        each.path("what").asText().equals("site.changed")
                                                ? "site " + each.at("/after/status").asText()
                                                : "off " + each.at("/after/email").asText())
                        .toList();

        assertThat(story).isEqualTo(expected);
        assertThat(pages(other, 7)).isEqualTo(pages(shop, 100));
    }

    private static Result demote(Shop at, Account actor, Account whom) {
        return at.the(ChangeAccounts.class)
                .changeRole(
                        new Target(actor.email(), whom.email(), whom.generation()), Role.VIEWER);
    }

    private static Result off(Shop at, Account actor, Account whom) {
        return at.the(ChangeAccounts.class)
                .switchOff(new Target(actor.email(), whom.email(), whom.generation()), true);
    }

    private Account keep(Role role) {
        Account account = new Account(name(), Set.of(role), KnownPassword.HASH, false, 1);
        assertThat(accounts().insert(account)).isTrue();
        return account;
    }

    private static String name() {
        return EventIds.next().toLowerCase(Locale.ROOT) + "@shop.example";
    }

    private Accounts accounts() {
        return shop.the(Accounts.class);
    }

    private List<String> owners() {
        return accounts().list().accounts().stream()
                .filter(each -> each.roles().contains(Role.OWNER) && !each.off())
                .filter(each -> !each.oneTime())
                .map(Account::email)
                .toList();
    }

    private static SignIn.Result signIn(Shop at, Account who) {
        return at.the(SignIn.class).by(who.email(), PASSWORD, "192.0.2.1");
    }

    private static String session(Shop at, Account who) {
        assertThat(signIn(at, who)).isInstanceOf(SignIn.Result.In.class);
        return signIn(at, who) instanceof SignIn.Result.In in
                ? "cashbell-session=" + in.token()
                : "";
    }

    private static HttpResponse<String> see(Shop at, String path, String cookie) {
        return at.get(path, "Accept", "text/html", "Cookie", cookie);
    }

    private static List<JsonNode> pages(Shop at, int limit) {
        List<JsonNode> changes = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json(at.ask("/changes?limit=" + limit + cursor));
            page.path("items").forEach(changes::add);
            cursor =
                    page.path("nextCursor").isNull()
                            ? ""
                            : "&cursor=" + page.path("nextCursor").asText();
        } while (!cursor.isEmpty());
        return changes;
    }

    private static List<Result> atOnce(List<Callable<Result>> actions) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(actions.size())) {
            List<Result> results = new ArrayList<>();
            for (Future<Result> each : threads.invokeAll(actions)) {
                results.add(each.get());
            }
            return results;
        }
    }
}
