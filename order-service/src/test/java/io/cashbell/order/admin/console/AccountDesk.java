package io.cashbell.order.admin.console;

import static io.cashbell.order.fakes.Shop.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.order.admin.account.Account;
import io.cashbell.order.admin.account.Accounts;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.fakes.Shop;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An owner at the page of accounts, and what comes of it. */
final class AccountDesk {
    static final String PAGE = "/admin/accounts";
    static final String CHOSEN = "a password of my own";
    private static final Pattern GIVEN = Pattern.compile("<code id=\"given\">([a-z2-9-]+)</code>");

    private final Shop shop;
    private final Staff staff;

    AccountDesk(Shop shop) {
        this.shop = shop;
        this.staff = new Staff(shop);
    }

    Visitor as(Role role) {
        return staff.as(role);
    }

    Visitor owner() {
        return staff.as(Role.OWNER);
    }

    HttpResponse<String> add(String email, String role) {
        return owner().submit(PAGE + "/add", Map.of("email", email, "role", role));
    }

    HttpResponse<String> change(String action, String email, Map<String, String> more) {
        owner();
        return owner().submit(PAGE + '/' + action, form(email, more));
    }

    Map<String, String> form(String email, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(more);
        form.put("email", email);
        form.put("version", Long.toString(account(email).generation()));
        return form;
    }

    Account account(String email) {
        return shop.the(Accounts.class).find(email).orElseThrow();
    }

    List<JsonNode> changes() {
        return json(shop.ask("/changes?limit=100")).path("items").valueStream().toList();
    }

    static HttpResponse<String> choose(Visitor visitor, String old) {
        return visitor.submit("/admin/password", Map.of("old", old, "new", CHOSEN));
    }

    static String given(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        Matcher given = GIVEN.matcher(response.body());
        assertThat(given.find()).as(response.body()).isTrue();
        return given.group(1);
    }

    static String location(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(303);
        return response.headers().firstValue("Location").orElseThrow();
    }
}
