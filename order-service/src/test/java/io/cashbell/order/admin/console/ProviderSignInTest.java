package io.cashbell.order.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.cashbell.order.admin.account.Accounts;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.fakes.FakeProvider;
import io.cashbell.order.fakes.Shop;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProviderSignInTest {
    private static final String MAIL = "somebody@shop.example";
    private static final String TRY_AGAIN = "The sign-in did not work.";
    private static final FakeProvider PROVIDER = FakeProvider.start();
    private static final Shop SHOP = Shop.open(ProviderVisitor.properties(PROVIDER.issuer()));

    private final ProviderVisitor browser = new ProviderVisitor(SHOP);

    @AfterAll
    static void close() {
        SHOP.close();
        PROVIDER.close();
    }

    @AfterEach
    void beHonest() {
        PROVIDER.beHonest();
    }

    @Test
    @Tag("S4-9")
    void whomTheProviderVouchesForIsInWithTheirRole() {
        assertThat(browser.see("/admin/sign-in").body())
                .contains("Sign in with Example ID")
                .contains("href=\"/admin/sign-in/provider?to=%2Fadmin%2Ftoday\"");

        HttpResponse<String> in = browser.signIn("/admin/payments");

        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(FakeProvider.location(in)).isEqualTo(URI.create("/admin/payments"));
        assertThat(browser.see("/admin/orders").body()).contains(MAIL);
        assertThat(SHOP.the(Accounts.class).find(MAIL).orElseThrow().roles())
                .containsExactly(Role.OPERATOR);
        assertThat(browser.kept()).containsOnlyKeys("cashbell-session");
    }

    @Test
    void theProviderIsAskedForACodeBoundToThisBrowser() {
        HttpResponse<String> way = browser.see("/admin/sign-in/provider");

        assertThat(way.statusCode()).isEqualTo(302);
        assertThat(FakeProvider.fields(FakeProvider.location(way).getRawQuery()))
                .containsEntry("response_type", "code")
                .containsEntry("scope", "openid email")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry(
                        "redirect_uri", "https://api.shop.example/admin/sign-in/provider/callback")
                .containsKeys("state", "nonce", "code_challenge");
        assertThat(way.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("O"))
                .hasSize(3)
                .allSatisfy(
                        cookie ->
                                assertThat(cookie)
                                        .containsIgnoringCase("; HttpOnly")
                                        .contains("; Path=/admin/sign-in"));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                says("another nonce", c -> c.claim("nonce", "another"), TRY_AGAIN),
                says("no nonce", c -> c.claim("nonce", null), TRY_AGAIN),
                says("another client's", c -> c.audience("another-client"), TRY_AGAIN),
                says("another issuer's", c -> c.issuer("https://id.example"), TRY_AGAIN),
                says("expired", c -> c.expirationTime(Date.from(Instant.EPOCH)), TRY_AGAIN),
                says("unverified", c -> c.claim("email_verified", false), "has not verified"),
                says("not verified at all", c -> c.claim("email_verified", null), "not verified"),
                says("no mail address", c -> c.claim("email", null), "has not verified"),
                says("no address", c -> c.claim("email", "some body@x"), "has not verified"),
                says("without groups", c -> c.claim("groups", null), "have no role"),
                says("in other groups", c -> c.claim("groups", List.of("owner")), "have no role"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void anAnswerThatIsNotRightLetsNobodyIn(
            String name, UnaryOperator<JWTClaimsSet.Builder> says, String words) {
        PROVIDER.says(says);

        assertRefused(browser.signIn("/admin/orders"), words);
    }

    @Test
    void aTokenOfAnotherKeyLetsNobodyIn() {
        PROVIDER.signWithAnotherKey();

        assertRefused(browser.signIn("/admin/orders"), TRY_AGAIN);
    }

    @Test
    void aTokenThatNobodySignedLetsNobodyIn() {
        PROVIDER.doNotSign();

        assertRefused(browser.signIn("/admin/orders"), TRY_AGAIN);
    }

    @Test
    void aSignInIsGoodForOnceWhateverBrowserAndProviderKeep() {
        PROVIDER.letCodesLast();
        URI back = browser.authorize("/admin/orders");
        ProviderVisitor copy = new ProviderVisitor(SHOP, browser.kept());
        assertThat(browser.see(back).statusCode()).isEqualTo(303);

        assertRefused(copy, copy.see(back), TRY_AGAIN);
    }

    @Test
    void aSignInThatBeganElsewhereIsNotFinishedHere() {
        URI theirs = new ProviderVisitor(SHOP).authorize("/admin/orders");
        browser.authorize("/admin/orders");

        assertRefused(browser.see(theirs), TRY_AGAIN);
        assertRefused(new ProviderVisitor(SHOP).see(theirs), TRY_AGAIN);
    }

    @Test
    void anAnswerThatIsNoneIsRefused() {
        assertRefused(browser.see("/admin/sign-in/provider/callback"), TRY_AGAIN);
        assertRefused(browser.see("/admin/sign-in/provider/callback?code=a&state=%7Bx"), TRY_AGAIN);
        assertRefused(
                browser.see("/admin/sign-in/provider/callback?error=access_denied"), TRY_AGAIN);
    }

    @Test
    void nobodyIsSentElsewhereAfterwards() {
        HttpResponse<String> in = browser.signIn("https://evil.example/admin");

        assertThat(FakeProvider.location(in)).isEqualTo(URI.create("/admin/today"));
    }

    @Test
    void whatSomebodyMayDoFollowsTheProvider() {
        PROVIDER.says(c -> c.claim("email", "changed@shop.example").claim("groups", "owners"));
        browser.signIn("/admin/orders");
        assertThat(roles("changed@shop.example")).containsExactly(Role.OWNER);

        PROVIDER.says(
                c -> c.claim("email", "changed@shop.example").claim("groups", List.of("money")));
        new ProviderVisitor(SHOP).signIn("/admin/orders");

        assertThat(roles("changed@shop.example")).containsExactly(Role.FINANCE);
        assertThat(browser.see("/admin/orders").statusCode()).isEqualTo(200);
    }

    @Test
    void aTokenOfTheProviderOpensNothingByItself() {
        PROVIDER.says(c -> c.claim("roles", List.of(Role.OWN)));
        browser.signIn("/admin/orders");

        HttpResponse<String> asked =
                SHOP.get(
                        "/admin/orders",
                        "Accept",
                        "text/html",
                        "Authorization",
                        "Bearer " + PROVIDER.lastToken());

        assertThat(asked.statusCode()).isEqualTo(303);
    }

    @Test
    void whoSignsOutIsOut() {
        browser.signIn("/admin/orders");
        Map<String, String> kept = browser.kept();

        browser.submit("/admin/sign-out");

        assertThat(new ProviderVisitor(SHOP, kept).see("/admin/orders").statusCode())
                .isEqualTo(303);
    }

    @Test
    void whileTheProviderIsDownTheShopIsNot() {
        FakeProvider gone = FakeProvider.start();
        gone.close();
        try (Shop shop = Shop.open(ProviderVisitor.properties(gone.issuer()))) {
            ProviderVisitor visitor = new ProviderVisitor(shop);

            HttpResponse<String> refused = visitor.see("/admin/sign-in/provider");

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body())
                    .contains("The sign-in provider does not answer.")
                    .contains("Sign in with Example ID");
            assertThat(visitor.see("/admin/sign-in").statusCode()).isEqualTo(200);
            assertThat(shop.get("/api/products").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whenTheProviderIsBackPeopleSignInAsEver() {
        FakeProvider gone = FakeProvider.start();
        gone.close();
        try (Shop shop = Shop.open(ProviderVisitor.properties(gone.issuer()))) {
            ProviderVisitor visitor = new ProviderVisitor(shop);
            assertThat(visitor.see("/admin/sign-in/provider").statusCode()).isEqualTo(503);
            assertThat(visitor.see("/admin/sign-in/provider/callback?code=a").statusCode())
                    .isEqualTo(503);

            try (FakeProvider back = FakeProvider.start(gone.port())) {
                back.doNotSign();
                assertThat(visitor.signIn("/admin/orders").statusCode()).isEqualTo(403);
                back.beHonest();
                assertThat(visitor.signIn("/admin/orders").statusCode()).isEqualTo(303);
            }
        }
    }

    @Test
    void passwordsOpenNothingWhereTheProviderAloneDoes() {
        Map<String, Object> properties =
                new HashMap<>(ProviderVisitor.properties(PROVIDER.issuer()));
        properties.put("admin.password-sign-in", false);
        properties.put("admin.first-password", "a-one-time-password");
        try (Shop shop = Shop.open(properties)) {
            Visitor visitor = new Visitor(shop);

            assertThat(visitor.see("/admin/sign-in").body()).doesNotContain("name=\"password\"");
            HttpResponse<String> refused = visitor.signIn("owner@localhost", "a-one-time-password");

            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("your account at the provider");
            assertThat(shop.the(Accounts.class).find("owner@localhost")).isEmpty();
        }
    }

    @Test
    void withoutAProviderNothingOfItIsThere() {
        try (Shop shop = Shop.open(Map.of("admin.secure-cookies", "false"))) {
            Visitor visitor = new Visitor(shop);

            assertThat(visitor.see("/admin/sign-in").body()).doesNotContain("Sign in with");
            for (String path :
                    List.of(
                            "/admin/sign-in/provider",
                            "/admin/sign-in/provider/callback?code=a&state=b",
                            "/oauth/login/console")) {
                assertThat(visitor.see(path).statusCode()).as(path).isEqualTo(404);
            }
        }
    }

    @Test
    void theFrameworksOwnWaysInAreClosed() {
        for (String path :
                List.of(
                        "/oauth/login/console",
                        "/oauth/callback/console",
                        "/oauth/logout",
                        "/.well-known/oauth-protected-resource")) {
            assertThat(browser.see(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    private void assertRefused(HttpResponse<String> answer, String words) {
        assertRefused(browser, answer, words);
    }

    private static void assertRefused(
            ProviderVisitor who, HttpResponse<String> answer, String words) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains(words).contains("Sign in with Example ID");
        assertThat(who.kept()).doesNotContainKey("cashbell-session");
    }

    private static Arguments says(
            String name, UnaryOperator<JWTClaimsSet.Builder> says, String words) {
        return Arguments.of(name, says, words);
    }

    private static Iterable<Role> roles(String email) {
        return SHOP.the(Accounts.class).find(email).orElseThrow().roles();
    }
}
