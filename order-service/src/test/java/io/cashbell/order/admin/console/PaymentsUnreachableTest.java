package io.cashbell.order.admin.console;

import static io.cashbell.order.OrderFixtures.ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.order.OrderFixtures;
import io.cashbell.order.admin.account.Account;
import io.cashbell.order.admin.account.Accounts;
import io.cashbell.order.admin.account.KnownPassword;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.fakes.FakePaymentApi;
import io.cashbell.order.fakes.InMemoryOrders;
import io.cashbell.order.fakes.Shop;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever becomes of the payment service, orders are shown. */
class PaymentsUnreachableTest {
    private static final String SAID = "Payments cannot be reached now.";
    private static final String ORDER = "/admin/orders/" + ID.value();

    @Test
    void whileItIsAwayEveryPageSaysSoAndTheOrderIsThere() {
        try (Shop shop = shop("http://127.0.0.1:1")) {
            Visitor finance = finance(shop);
            for (String page :
                    List.of(
                            "/admin/payments",
                            "/admin/payments/refunds",
                            "/admin/payments/callbacks",
                            "/admin/payments/callbacks/x",
                            "/admin/payments/closes",
                            "/admin/payments/closes/ecpay/2026-03-01",
                            ORDER + "/payment",
                            ORDER + "/refund-words")) {
                assertThat(finance.see(page).body()).as(page).contains(SAID);
            }
            assertThat(finance.see(ORDER).body()).contains(ID.value(), "NT$1,200");
            assertThat(
                            finance.submit("/admin/payments/closes", Map.of("date", "2026-03-01"))
                                    .statusCode())
                    .isEqualTo(503);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 500, 503})
    void aServiceThatDoesNotKnowUsOrIsIllIsAway(int status) {
        try (FakePaymentApi api = FakePaymentApi.start();
                Shop shop = shop(api.uri().toString())) {
            api.answers("GET disputes", status, "{}");

            assertThat(finance(shop).see("/admin/payments").body()).contains(SAID);
        }
    }

    @Test
    void whatItSaysInOtherWordsIsNotGuessedAt() {
        try (FakePaymentApi api = FakePaymentApi.start();
                Shop shop = shop(api.uri().toString())) {
            api.answers("GET disputes", 200, "<html>");

            assertThat(finance(shop).see("/admin/payments").body()).contains(SAID);
        }
    }

    @Test
    void oneThatNeverAnswersIsSoonNotAskedAnyMoreAndHoldsUpNoOrder() {
        try (FakePaymentApi api = FakePaymentApi.start();
                Shop shop = shop(api.uri().toString())) {
            Visitor finance = finance(shop);
            api.fallSilent();
            for (int i = 0; i < 5; i++) {
                assertThat(finance.see("/admin/payments").body()).contains(SAID);
            }
            int asked = api.asked().size();
            assertThat(asked).isEqualTo(5);

            assertThat(finance.see(ORDER + "/payment").body()).contains(SAID);
            assertThat(finance.see(ORDER).body()).contains("NT$1,200");

            assertThat(api.asked()).as("nobody waited for it").hasSize(asked);
        }
    }

    private static Shop shop(String api) {
        return Shop.open(
                Map.of(
                        "admin.secure-cookies", "false",
                        "payment-api.url", api,
                        "payment-api.timeout", "300ms"));
    }

    private static Visitor finance(Shop shop) {
        shop.the(InMemoryOrders.class).keep(OrderFixtures.byCard());
        shop.the(Accounts.class)
                .insert(
                        new Account(
                                "finance@localhost",
                                Set.of(Role.FINANCE),
                                KnownPassword.HASH,
                                false,
                                1));
        Visitor visitor = new Visitor(shop);
        assertThat(visitor.signIn("finance@localhost", "password").statusCode()).isEqualTo(303);
        return visitor;
    }
}
