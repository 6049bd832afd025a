package io.cashbell.order.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.order.admin.account.Account;
import io.cashbell.order.admin.account.Accounts;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.fakes.MutableClock;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What owners see and do about who may enter the console. */
@Tag("S4-9")
class AccountsPageTest {
    private static final String PAGE = AccountDesk.PAGE;
    private static final String CLERK = "clerk@shop.example";
    private static final String OWNER = "owner@localhost";
    private static final String OPERATOR = "operator@localhost";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Shop shop = Shop.open(Map.of("admin.secure-cookies", "false"));
    private final AccountDesk desk = new AccountDesk(shop);

    @BeforeEach
    void listen() {
        log.start();
        everything().addAppender(log);
    }

    @AfterEach
    void close() {
        everything().detachAppender(log);
        shop.close();
    }

    @Test
    void anOwnerLetsSomebodyInByAOneTimePassword() {
        HttpResponse<String> added = desk.add(CLERK, "operator");

        String given = AccountDesk.given(added);
        assertThat(added.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(given).hasSize(23);
        assertThat(desk.owner().see(PAGE).body())
                .contains(CLERK, "Must choose a password", "Valid until")
                .doesNotContain(given);
        Visitor clerk = new Visitor(shop);
        assertThat(AccountDesk.location(clerk.signIn(" Clerk@Shop.Example ", given)))
                .isEqualTo("/admin/password");
        assertThat(AccountDesk.location(clerk.see("/admin/orders"))).isEqualTo("/admin/password");
        assertThat(AccountDesk.location(AccountDesk.choose(clerk, given)))
                .isEqualTo("/admin/today");
        assertThat(clerk.see("/admin/shop/new-product").statusCode()).isEqualTo(200);
        assertThat(clerk.see(PAGE).statusCode()).isEqualTo(403);
        assertThat(new Visitor(shop).signIn(CLERK, given).statusCode()).isEqualTo(401);
    }

    @Test
    void aOneTimePasswordIsOverAfterThreeDaysAndSoIsItsSession() {
        String given = AccountDesk.given(desk.add(CLERK, "viewer"));
        shop.the(MutableClock.class).pass(Duration.ofHours(71));
        Visitor clerk = new Visitor(shop);
        assertThat(AccountDesk.location(clerk.signIn(CLERK, given))).isEqualTo("/admin/password");

        shop.the(MutableClock.class).pass(Duration.ofHours(1));

        HttpResponse<String> late = new Visitor(shop).signIn(CLERK, given);
        assertThat(late.statusCode()).isEqualTo(401);
        assertThat(late.body()).contains("This one-time password has expired.");
        assertThat(AccountDesk.location(AccountDesk.choose(clerk, given)))
                .startsWith("/admin/sign-in");
        Visitor owner = new Visitor(shop);
        owner.signIn(OWNER, "password");
        assertThat(owner.see(PAGE).body()).contains("One-time password expired");
    }

    @Test
    void aPasswordOfTheirOwnDoesNotExpire() {
        String given = AccountDesk.given(desk.add(CLERK, "viewer"));
        Visitor clerk = new Visitor(shop);
        clerk.signIn(CLERK, given);
        AccountDesk.choose(clerk, given);

        shop.the(MutableClock.class).pass(Duration.ofDays(30));

        assertThat(AccountDesk.location(new Visitor(shop).signIn(CLERK, AccountDesk.CHOSEN)))
                .isEqualTo("/admin/today");
    }

    @Test
    void whatSomebodyMayDoChangesWithTheirRoleAndEndsTheirSessions() {
        Visitor operator = desk.as(Role.OPERATOR);
        assertThat(operator.see("/admin/shop/new-product").statusCode()).isEqualTo(200);

        assertThat(AccountDesk.location(desk.change("role", OPERATOR, Map.of("role", "viewer"))))
                .isEqualTo(PAGE);

        assertThat(AccountDesk.location(operator.see("/admin/orders")))
                .startsWith("/admin/sign-in");
        operator.signIn(OPERATOR, "password");
        assertThat(operator.see("/admin/orders").statusCode()).isEqualTo(200);
        assertThat(operator.see("/admin/shop/new-product").statusCode()).isEqualTo(403);
    }

    @Test
    void aRoleThatIsNotAnotherEndsNothing() {
        Visitor operator = desk.as(Role.OPERATOR);

        assertThat(desk.change("role", OPERATOR, Map.of("role", "operator")).statusCode())
                .isEqualTo(303);

        assertThat(operator.see("/admin/orders").statusCode()).isEqualTo(200);
        assertThat(desk.changes()).isEmpty();
    }

    @Test
    void whoIsSwitchedOffIsOutUntilTheyAreSwitchedOnAgain() {
        Visitor operator = desk.as(Role.OPERATOR);

        desk.change("off", OPERATOR, Map.of());

        assertThat(AccountDesk.location(operator.see("/admin/orders")))
                .startsWith("/admin/sign-in");
        HttpResponse<String> refused = operator.signIn(OPERATOR, "password");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("The e-mail or the password is not correct.");
        assertThat(desk.owner().see(PAGE).body()).contains("Switched off", "Switch on");

        desk.change("on", OPERATOR, Map.of());

        assertThat(AccountDesk.location(operator.see("/admin/orders")))
                .startsWith("/admin/sign-in");
        assertThat(operator.signIn(OPERATOR, "password").statusCode()).isEqualTo(303);
        assertThat(operator.see("/admin/orders").statusCode()).isEqualTo(200);
    }

    @Test
    void anotherOneTimePasswordReplacesWhatTheyHad() {
        Visitor operator = desk.as(Role.OPERATOR);

        String given = AccountDesk.given(desk.change("password", OPERATOR, Map.of()));

        assertThat(AccountDesk.location(operator.see("/admin/orders")))
                .startsWith("/admin/sign-in");
        assertThat(new Visitor(shop).signIn(OPERATOR, "password").statusCode()).isEqualTo(401);
        assertThat(AccountDesk.location(operator.signIn(OPERATOR, given)))
                .isEqualTo("/admin/password");
    }

    @Test
    void aFormThatWasOvertakenChangesNothing() {
        desk.as(Role.OPERATOR);
        Map<String, String> form = desk.form(OPERATOR, Map.of("role", "finance"));
        desk.change("off", OPERATOR, Map.of());

        HttpResponse<String> late = desk.owner().submit(PAGE + "/role", form);

        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(late.body()).contains("this account was changed in the meantime");
        assertThat(desk.account(OPERATOR).roles()).containsExactly(Role.OPERATOR);
        assertThat(
                        desk.owner()
                                .submit(PAGE + "/role", Map.of("email", OPERATOR, "role", "viewer"))
                                .statusCode())
                .isEqualTo(412);
    }

    @ParameterizedTest
    @CsvSource({
        "add, nobody, operator, 400, Please enter an e-mail address.",
        "add, '<b>@shop.example', operator, 400, Please enter an e-mail address.",
        "add, new@shop.example, boss, 400, Please choose a role.",
        "add, owner@localhost.example, owner, 409, already",
        "role, nobody@shop.example, viewer, 404, There is no such account.",
        "role, owner@localhost.example, boss, 400, Please choose a role."
    })
    void whatIsWrongIsSaid(String action, String email, String role, int status, String words) {
        shop.the(Accounts.class)
                .insert(new Account("owner@localhost.example", Set.of(Role.VIEWER), "-", false, 1));

        HttpResponse<String> refused =
                desk.owner()
                        .submit(
                                PAGE + '/' + action,
                                Map.of("email", email, "role", role, "version", "1"));

        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(refused.body()).contains("id=\"error\">").contains(words);
        assertThat(refused.body()).doesNotContain("<b>@");
        assertThat(desk.changes()).isEmpty();
    }

    @Test
    void noPasswordAndNoAddressIsLogged() {
        String given = AccountDesk.given(desk.add(CLERK, "operator"));
        String again = AccountDesk.given(desk.change("password", CLERK, Map.of()));
        new Visitor(shop).signIn(CLERK, again);

        assertThat(log.list)
                .extracting(ILoggingEvent::getMessage)
                .contains("An account is changed");
        assertThat(log.list)
                .allSatisfy(
                        event ->
                                assertThat(
                                                event.getFormattedMessage()
                                                        + event.getKeyValuePairs()
                                                        + event.getMDCPropertyMap())
                                        .doesNotContain(given, again, CLERK));
    }

    @Test
    void everyChangeIsToldAndNoPassword() {
        String given = AccountDesk.given(desk.add(CLERK, "operator"));
        desk.change("role", CLERK, Map.of("role", "finance"));
        desk.change("off", CLERK, Map.of());
        desk.change("on", CLERK, Map.of());
        String again = AccountDesk.given(desk.change("password", CLERK, Map.of()));

        List<JsonNode> changes = desk.changes();

        assertThat(changes)
                .extracting(each -> each.path("what").asText())
                .containsExactly(
                        "account.password-given",
                        "account.changed",
                        "account.changed",
                        "account.changed",
                        "account.added");
        assertThat(changes)
                .allSatisfy(
                        each -> {
                            assertThat(each.path("actor").asText()).isEqualTo(OWNER);
                            assertThat(each.at("/after/email").asText()).isEqualTo(CLERK);
                        });
        assertThat(changes.get(4).path("before").isNull()).isTrue();
        assertThat(changes.get(3).at("/before/role").asText()).isEqualTo("operator");
        assertThat(changes.get(3).at("/after/role").asText()).isEqualTo("finance");
        assertThat(changes.get(2).at("/before/active").asBoolean()).isTrue();
        assertThat(changes.get(2).at("/after/active").asBoolean()).isFalse();
        assertThat(changes.toString()).doesNotContain(given, again, "argon2");
        assertThat(desk.owner().see("/admin/shop").body())
                .contains("Account added", "One-time password set", "<code>" + CLERK + "</code>")
                .contains("<del>operator</del> → <ins>finance</ins>")
                .doesNotContain(given, again);
    }

    @Test
    void theLastSignInIsShown() {
        desk.as(Role.FINANCE);
        shop.the(Accounts.class).insert(new Account(CLERK, Set.of(Role.VIEWER), "-", false, 1));

        String page = desk.owner().see(PAGE).body();
        Instant now = shop.the(MutableClock.class).instant();

        assertThat(desk.account("finance@localhost").lastSignIn()).isEqualTo(now);
        assertThat(page).contains("datetime=\"" + now + "\"");
        assertThat(desk.account(CLERK).lastSignIn()).isNull();
        assertThat(page).contains("<dd>–</dd>");
    }

    @ParameterizedTest
    @CsvSource({"zh-TW, 帳號", "ko, 계정", "zh-CN, 账号", "en, Accounts"})
    void thePageSpeaksFourLanguages(String tag, String title) {
        assertThat(desk.owner().see(PAGE, tag).body())
                .contains("<html lang=\"" + tag + "\">", "<h1>" + title + "</h1>");
    }

    private static Logger everything() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
