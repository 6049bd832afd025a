package io.cashbell.order.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.order.OrderFixtures;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.fakes.InMemoryOrders;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever sent a form that was refused can go on in another language. */
class RefusedFormTest {
    private static final Shop SHOP =
            Shop.open(
                    Map.of(
                            "admin.secure-cookies", "false",
                            "payment-api.url", "http://localhost:1",
                            "payment-api.timeout", "300ms"));
    private static final Staff STAFF = new Staff(SHOP);
    private static final Pattern KOREAN =
            Pattern.compile("href=\"(/admin/language\\?tag=ko[^\"]+)\"");
    private static final String ORDER = "/admin/orders/0123456789abcdefghjkmnpqrs";

    @BeforeAll
    static void placeAnOrder() {
        SHOP.the(InMemoryOrders.class).keep(OrderFixtures.onArrival());
    }

    @AfterAll
    static void close() {
        SHOP.close();
    }

    @ParameterizedTest
    @CsvSource({
        "OWNER, /ship, 400, ''",
        "OWNER, /collect, 409, ''",
        "OWNER, /cancel, 400, ''",
        "OWNER, /note, 400, ''",
        "OWNER, /refund, 400, ''",
        "VIEWER, /note, 403, /admin/today"
    })
    void ofAnOrder(Role role, String action, int status, String then) {
        leadsTo(then.isEmpty() ? ORDER : then, STAFF.as(role), ORDER + action, status);
    }

    @ParameterizedTest
    @CsvSource({
        "/admin/orders/ship, 400, /admin/orders",
        "/admin/shop/products, 400, /admin/shop/new-product",
        "/admin/shop/products/tea-oolong, 400, /admin/shop/products/tea-oolong",
        "/admin/shop/products/tea-oolong/stock/adjustments, 400, /admin/shop/products/tea-oolong",
        "/admin/shop/site, 400, /admin/shop",
        "/admin/payments/closes, 503, /admin/payments/closes",
        "/admin/payments/disputes/x, 503, /admin/payments",
        "/admin/payments/refunds/x/y/done, 503, /admin/payments/refunds",
        "/admin/accounts/add, 400, /admin/accounts",
        "/admin/password, 400, /admin/password"
    })
    void ofAnythingElse(String form, int status, String then) {
        leadsTo(then, STAFF.as(Role.OWNER), form, status);
    }

    @Test
    void ofTheDoorWithTheWayOn() {
        HttpResponse<String> refused =
                new Visitor(SHOP)
                        .submit(
                                "/admin/sign-in",
                                Map.of("email", "x@y", "password", "z", "to", "/admin/shop"));

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(inKorean(new Visitor(SHOP), refused))
                .isEqualTo("/admin/sign-in?to=%2Fadmin%2Fshop");
    }

    private static void leadsTo(String then, Visitor visitor, String form, int status) {
        HttpResponse<String> refused = visitor.submit(form, Map.of("key", "k"));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
        assertThat(inKorean(visitor, refused)).isEqualTo(then);
    }

    /** Where the link to another language leads, which is a page. */
    private static String inKorean(Visitor visitor, HttpResponse<String> page) {
        Matcher link = KOREAN.matcher(page.body());
        assertThat(link.find()).as(page.body()).isTrue();
        String then =
                visitor.see(link.group(1).replace("&amp;", "&"))
                        .headers()
                        .firstValue("Location")
                        .orElseThrow();
        HttpResponse<String> seen = visitor.see(then);
        assertThat(seen.statusCode()).isEqualTo(200);
        assertThat(seen.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(seen.body()).contains("<html lang=\"ko\">");
        return then;
    }
}
