package io.cashbell.order.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.order.admin.account.Account;
import io.cashbell.order.admin.account.Accounts;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.fakes.FakeProvider;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may let people in and out, and that somebody always may. */
@Tag("S4-9")
class AccountAccessTest {
    private static final String PAGE = AccountDesk.PAGE;
    private static final String CLERK = "clerk@shop.example";
    private static final String OWNER = "owner@localhost";
    private static final String OPERATOR = "operator@localhost";

    private final Shop shop = Shop.open(Map.of("admin.secure-cookies", "false"));
    private final AccountDesk desk = new AccountDesk(shop);

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyChangeIsForOwnersAlone(Role role) {
        Visitor visitor = desk.as(role);
        for (String action : List.of("add", "role", "off", "on", "password")) {
            int status = visitor.submit(PAGE + '/' + action, Map.of()).statusCode();
            if (role == Role.OWNER) {
                // Let through: what is missing in the form refuses it.
                assertThat(status).as(action).isIn(400, 404);
            } else {
                assertThat(status).as(action).isEqualTo(403);
            }
        }
        assertThat(visitor.see(PAGE).statusCode()).isEqualTo(role == Role.OWNER ? 200 : 403);
        assertThat(visitor.see("/admin/orders").body().contains("href=\"" + PAGE + "\""))
                .isEqualTo(role == Role.OWNER);
    }

    @Test
    void noOtherSiteLetsAnybodyInOrOut() {
        desk.as(Role.OPERATOR);
        for (String action : List.of("add", "role", "off", "on", "password")) {
            assertThat(
                            desk.owner()
                                    .submit(
                                            PAGE + '/' + action,
                                            desk.form(OPERATOR, Map.of("role", "owner")),
                                            "Sec-Fetch-Site",
                                            "cross-site")
                                    .statusCode())
                    .as(action)
                    .isEqualTo(403);
        }
        assertThat(
                        desk.owner()
                                .submit(
                                        "/admin/sign-out-elsewhere",
                                        Map.of(),
                                        "Sec-Fetch-Site",
                                        "same-site")
                                .statusCode())
                .isEqualTo(403);
        assertThat(desk.changes()).isEmpty();
    }

    @Test
    void whoeverIsNotSignedInIsSentToTheDoor() {
        Visitor stranger = new Visitor(shop);

        assertThat(AccountDesk.location(stranger.see(PAGE))).startsWith("/admin/sign-in");
        assertThat(
                        AccountDesk.location(
                                stranger.submit(
                                        PAGE + "/add", Map.of("email", CLERK, "role", "owner"))))
                .startsWith("/admin/sign-in");
        assertThat(shop.the(Accounts.class).find(CLERK)).isEmpty();
    }

    @Test
    void whereAProviderAloneLetsPeopleInThereIsNoSuchPage() {
        try (FakeProvider provider = FakeProvider.start()) {
            provider.says(claims -> claims.claim("groups", "owners"));
            Map<String, Object> properties =
                    new HashMap<>(ProviderVisitor.properties(provider.issuer()));
            properties.put("admin.password-sign-in", false);
            try (Shop elsewhere = Shop.open(properties)) {
                ProviderVisitor owner = new ProviderVisitor(elsewhere);
                owner.signIn("/admin/orders");

                assertThat(owner.see("/admin/orders").body())
                        .contains("/admin/shop")
                        .doesNotContain(PAGE, "/admin/password");
                assertThat(owner.see(PAGE).statusCode()).isEqualTo(404);
            }
        }
        assertThat(desk.owner().see(PAGE).statusCode()).isEqualTo(200);
    }

    @Test
    void somebodySignsOutEverywhereElse() {
        Visitor here = desk.as(Role.VIEWER);
        Visitor there = new Visitor(shop);
        there.signIn("viewer@localhost", "password");
        assertThat(there.see("/admin/orders").statusCode()).isEqualTo(200);

        assertThat(AccountDesk.location(here.submit("/admin/sign-out-elsewhere", Map.of())))
                .isEqualTo("/admin/password");

        assertThat(AccountDesk.location(there.see("/admin/orders"))).startsWith("/admin/sign-in");
        assertThat(here.see("/admin/password").body())
                .contains("You are signed in here alone now.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"role", "off"})
    void theLastOwnerRemains(String action) {
        desk.owner();
        shop.the(Accounts.class)
                .insert(new Account("new@localhost", Set.of(Role.OWNER), "-", true, 1));

        HttpResponse<String> refused = desk.change(action, OWNER, Map.of("role", "viewer"));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("at least one active owner", "Owner – may do");
        assertThat(desk.owner().see(PAGE).statusCode()).isEqualTo(200);
        assertThat(desk.changes()).isEmpty();
    }

    @Test
    void anOwnerAmongOthersMayGo() {
        String given = AccountDesk.given(desk.add(CLERK, "owner"));
        Visitor other = new Visitor(shop);
        other.signIn(CLERK, given);
        AccountDesk.choose(other, given);

        assertThat(desk.change("role", OWNER, Map.of("role", "viewer")).statusCode())
                .isEqualTo(303);

        assertThat(other.see(PAGE).statusCode()).isEqualTo(200);
        assertThat(AccountDesk.location(desk.owner().see(PAGE))).startsWith("/admin/sign-in");
    }

    @Test
    void onesOwnPasswordIsChosenNotGiven() {
        HttpResponse<String> refused = desk.change("password", OWNER, Map.of());

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("You choose your own password yourself");
    }
}
