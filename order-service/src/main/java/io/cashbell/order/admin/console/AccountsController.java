package io.cashbell.order.admin.console;

import io.cashbell.order.admin.account.Account;
import io.cashbell.order.admin.account.ChangeAccounts;
import io.cashbell.order.admin.account.Role;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Who may enter the console with a password: owners let them in and out. Addresses name nobody, the
 * forms do. Not there where a provider alone says who somebody is.
 */
@Hidden
@Controller(AccountPages.ADDRESS)
@Requires(property = "admin.password-sign-in", value = "true", defaultValue = "true")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Secured(Role.OWN)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
class AccountsController {
    private static final URI LIST = URI.create(AccountPages.ADDRESS);
    private static final String PLACE = "accounts";
    private static final String SAVED = "saved";

    private final ChangeAccounts change;
    private final AccountPages pages;
    private final Frames frames;

    AccountsController(ChangeAccounts change, AccountPages pages, Frames frames) {
        this.change = change;
        this.pages = pages;
        this.frames = frames;
    }

    @Get("/")
    HttpResponse<?> list(HttpRequest<?> request, Authentication who) {
        String said = OnceSaid.at(PLACE, request);
        return OnceSaid.by(pages.list(frames.of(request, who), said.equals(SAVED)), said);
    }

    @Post("/add")
    HttpResponse<?> add(
            HttpRequest<?> request, Authentication who, @Body Map<String, String> form) {
        Page page = frames.of(request, who);
        Optional<Role> role = role(form);
        if (role.isEmpty()) {
            return pages.noRole(page, form);
        }
        return answer(
                page, form, change.add(who.getName(), form.getOrDefault("email", ""), role.get()));
    }

    @Post("/role")
    HttpResponse<?> changeRole(
            HttpRequest<?> request, Authentication who, @Body Map<String, String> form) {
        Page page = frames.of(request, who);
        Optional<Role> role = role(form);
        if (role.isEmpty()) {
            return pages.noRole(page, Map.of());
        }
        return answer(page, Map.of(), change.changeRole(target(who, form), role.get()));
    }

    @Post("/off")
    HttpResponse<?> off(
            HttpRequest<?> request, Authentication who, @Body Map<String, String> form) {
        return answer(frames.of(request, who), Map.of(), change.switchOff(target(who, form), true));
    }

    @Post("/on")
    HttpResponse<?> on(HttpRequest<?> request, Authentication who, @Body Map<String, String> form) {
        return answer(
                frames.of(request, who), Map.of(), change.switchOff(target(who, form), false));
    }

    @Post("/password")
    HttpResponse<?> givePassword(
            HttpRequest<?> request, Authentication who, @Body Map<String, String> form) {
        return answer(frames.of(request, who), Map.of(), change.givePassword(target(who, form)));
    }

    /**
     * @param typed of the form for another account, which is shown again
     */
    private HttpResponse<?> answer(
            Page page, Map<String, String> typed, ChangeAccounts.Result result) {
        return switch (result) {
            case ChangeAccounts.Result.Changed _ -> OnceSaid.on(LIST, PLACE, SAVED);
            case ChangeAccounts.Result.Given given -> pages.given(page, given);
            case ChangeAccounts.Result.Refused(var reason) -> pages.refused(page, reason, typed);
        };
    }

    private static Optional<Role> role(Map<String, String> form) {
        return Role.find(form.getOrDefault("role", ""));
    }

    /** A form without a version, or with none of ours, was opened on nothing that is there. */
    private static ChangeAccounts.Target target(Authentication who, Map<String, String> form) {
        String version = form.getOrDefault("version", "");
        return new ChangeAccounts.Target(
                who.getName(),
                Account.nameOf(form.getOrDefault("email", "")),
                version.matches("[0-9]{1,18}") ? Long.parseLong(version) : -1);
    }
}
