package io.cashbell.order.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.order.admin.account.BusyPasswords;
import io.cashbell.order.fakes.InMemoryAccounts;
import io.cashbell.order.fakes.MutableClock;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInTest {
    private static final String OWNER = "owner@localhost";
    private static final String ONE_TIME = "a-one-time-password";
    private static final String CHOSEN = "a password of my own";

    private final Shop shop =
            Shop.open(Map.of("admin.first-password", ONE_TIME, "admin.secure-cookies", "false"));
    private final Visitor visitor = new Visitor(shop);

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    @Tag("S4-9")
    void theFirstOwnerChoosesAPasswordBeforeAnythingElse() {
        assertThat(location(visitor.see("/admin"))).isEqualTo("/admin/sign-in");
        assertThat(visitor.see("/admin/sign-in").body()).contains("name=\"password\"");

        assertThat(location(visitor.signIn(OWNER, ONE_TIME))).isEqualTo("/admin/password");
        assertThat(location(visitor.see("/admin/orders"))).isEqualTo("/admin/password");
        String before = visitor.cookie();
        assertThat(location(change(ONE_TIME, CHOSEN))).isEqualTo("/admin/today");

        assertThat(visitor.see("/admin/orders").statusCode()).isEqualTo(200);
        assertThat(visitor.cookie()).isNotEqualTo(before);
        assertThat(new Visitor(shop).signIn(OWNER, ONE_TIME).statusCode()).isEqualTo(401);
        assertThat(location(new Visitor(shop).signIn(" Owner@LOCALHOST ", CHOSEN)))
                .isEqualTo("/admin/today");
    }

    @Test
    void aNewPasswordThatIsNotFitIsRefusedWithItsReason() {
        visitor.signIn(OWNER, ONE_TIME);

        assertThat(change("wrong", CHOSEN).body()).contains("current password is not correct");
        assertThat(change(ONE_TIME, "short").body()).contains("needs at least 12 characters");
        assertThat(change(ONE_TIME, ONE_TIME).body()).contains("must differ");
        assertThat(change(ONE_TIME, "x".repeat(201)).body()).contains("at most 200 characters");
        assertThat(location(visitor.see("/admin/orders"))).isEqualTo("/admin/password");
    }

    @Test
    void whereNobodyCanGoOnLeadsHome() {
        HttpResponse<String> door = visitor.see("/admin/sign-in?to=/admin/orders?q=%25");
        assertThat(door.statusCode()).isEqualTo(200);
        assertThat(location(visitor.see("/admin/language?tag=en&to=/admin/orders?q=%25")))
                .isEqualTo("/admin/today");
    }

    @Test
    void aWrongPasswordAndAnUnknownAccountAreAnsweredAlike() {
        HttpResponse<String> wrong = new Visitor(shop).signIn(OWNER, "something else entirely");
        HttpResponse<String> unknown = new Visitor(shop).signIn("nobody@localhost", ONE_TIME);

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(wrong.body().replace(OWNER, ""))
                .isEqualTo(unknown.body().replace("nobody@localhost", ""));
    }

    @Test
    void guessingIsBounded() {
        for (int i = 0; i < InMemoryAccounts.ALLOWED; i++) {
            assertThat(new Visitor(shop).signIn(OWNER, "guess " + i).statusCode()).isEqualTo(401);
        }
        HttpResponse<String> later = new Visitor(shop).signIn(OWNER, ONE_TIME);

        assertThat(later.statusCode()).isEqualTo(429);
        assertThat(later.headers().firstValue("Retry-After")).contains("900");
    }

    @Test
    void whoseTurnDoesNotComeIsAskedToTryAgain() {
        HttpResponse<String> busy;
        try (BusyPasswords _ = new BusyPasswords()) {
            busy = visitor.signIn(OWNER, ONE_TIME);
        }

        assertThat(busy.statusCode()).isEqualTo(503);
        assertThat(busy.headers().firstValue("Retry-After")).contains("5");
        assertThat(busy.body()).contains("try again in a few seconds");
        assertThat(location(visitor.signIn(OWNER, ONE_TIME))).isEqualTo("/admin/password");
    }

    @Test
    void whoSignsOutIsOutWhateverTheBrowserKeeps() {
        enter();
        String kept = visitor.cookie();

        HttpResponse<String> out = visitor.submit("/admin/sign-out", Map.of());

        assertThat(location(out)).isEqualTo("/admin/sign-in");
        assertThat(out.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
        assertThat(location(shop.get("/admin/orders", "Accept", "text/html", "Cookie", kept)))
                .startsWith("/admin/sign-in");
    }

    @Test
    void aNewPasswordEndsTheOtherSessions() {
        enter();
        Visitor elsewhere = new Visitor(shop);
        elsewhere.signIn(OWNER, CHOSEN);
        assertThat(elsewhere.see("/admin/orders").statusCode()).isEqualTo(200);

        change(CHOSEN, "another password of mine");

        assertThat(location(elsewhere.see("/admin/orders"))).startsWith("/admin/sign-in");
        assertThat(visitor.see("/admin/orders").statusCode()).isEqualTo(200);
    }

    @Test
    void aSessionEndsByItself() {
        enter();

        shop.the(MutableClock.class).pass(Duration.ofHours(12).plusSeconds(1));

        assertThat(location(visitor.see("/admin/orders"))).startsWith("/admin/sign-in");
    }

    @Test
    void noOtherSiteWritesInTheOwnersName() {
        enter();
        Map<String, String> note = Map.of("text", "from elsewhere");
        String path = "/admin/orders/0123456789abcdefghjkmnpqrs/note";

        for (String site : new String[] {"cross-site", "same-site", "none"}) {
            assertThat(visitor.submit(path, note, "Sec-Fetch-Site", site).statusCode())
                    .isEqualTo(403);
        }
        assertThat(visitor.submit(path, note, "Origin", "https://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(visitor.submit(path, note, new String[0]).statusCode()).isEqualTo(403);
        String ours = "http://localhost:" + shop.at("/").getPort();
        // Let through: there is no such order.
        assertThat(visitor.submit(path, note, "Origin", ours).statusCode()).isEqualTo(404);
    }

    @Test
    void theCookieIsForTheServerAlone() {
        HttpResponse<String> in = visitor.signIn(OWNER, ONE_TIME);

        assertThat(in.headers().firstValue("Set-Cookie").orElseThrow())
                .containsIgnoringCase("; HttpOnly")
                .contains("SameSite=Lax")
                .contains("Path=/")
                .doesNotContain("Secure");
        try (Shop production = Shop.open(Map.of("admin.first-password", ONE_TIME))) {
            assertThat(
                            new Visitor(production)
                                    .signIn(OWNER, ONE_TIME)
                                    .headers()
                                    .firstValue("Set-Cookie")
                                    .orElseThrow())
                    .startsWith("__Host-cashbell-session=")
                    .contains("Secure");
        }
    }

    @Test
    void theWayBackLeadsIntoTheConsoleAlone() {
        enter();
        for (String elsewhere :
                new String[] {
                    "https://evil.example", "//evil.example", "/\\evil.example", "/checkout"
                }) {
            HttpResponse<String> in =
                    new Visitor(shop)
                            .submit(
                                    "/admin/sign-in",
                                    Map.of("email", OWNER, "password", CHOSEN, "to", elsewhere));
            assertThat(location(in)).isEqualTo("/admin/today");
        }
        HttpResponse<String> door = new Visitor(shop).see("/admin/orders?status=paid");
        assertThat(location(door)).isEqualTo("/admin/sign-in?to=%2Fadmin%2Forders%3Fstatus%3Dpaid");
        assertThat(
                        location(
                                new Visitor(shop)
                                        .submit(
                                                "/admin/sign-in",
                                                Map.of(
                                                        "email", OWNER,
                                                        "password", CHOSEN,
                                                        "to", "/admin/orders?status=paid"))))
                .isEqualTo("/admin/orders?status=paid");
    }

    @ParameterizedTest
    @CsvSource({
        "/orders/ID/state?version=3, /admin/orders/ID, ?to=%2Fadmin%2Forders%2FID",
        "/today/services, /admin/today, ?to=%2Fadmin%2Ftoday",
        "/orders/tabs, /admin/orders?q=%E8%8C%B6, ?to=%2Fadmin%2Forders%3Fq%3D%25E8%258C%25B6",
        "/orders/ID/state, /checkout, ?to=%2Fadmin%2Ftoday",
        "/orders/ID/state, '/admin/ nowhere', ?to=%2Fadmin%2Ftoday"
    })
    void aPartOfAPageSendsTheWholePageToTheDoorAndBack(String part, String page, String to) {
        assertThat(door(part, "HX-Current-URL", "https://shop.example" + page))
                .isEqualTo("/admin/sign-in" + to);
    }

    @Test
    void aPartThatDoesNotSayOnWhichPageItStandsHasNoWayBack() {
        assertThat(door("/orders/ID/state")).isEqualTo("/admin/sign-in");
        assertThat(door("/today/services")).isEqualTo("/admin/sign-in");
    }

    /** Where htmx brings the whole page when one of its parts is refused. */
    private String door(String part, String... headers) {
        HttpResponse<String> refused =
                shop.get(
                        "/admin" + part,
                        Stream.concat(
                                        Stream.of("Accept", "text/html", "HX-Request", "true"),
                                        Stream.of(headers))
                                .toArray(String[]::new));
        assertThat(refused.statusCode()).isEqualTo(204);
        return refused.headers().firstValue("HX-Redirect").orElseThrow();
    }

    private void enter() {
        visitor.signIn(OWNER, ONE_TIME);
        change(ONE_TIME, CHOSEN);
    }

    private HttpResponse<String> change(String old, String chosen) {
        return visitor.submit("/admin/password", Map.of("old", old, "new", chosen));
    }

    private static String location(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(303);
        return response.headers().firstValue("Location").orElseThrow();
    }
}
