package io.cashbell.order.admin.console;

import io.cashbell.order.admin.account.Account;
import io.cashbell.order.admin.account.Accounts;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.admin.account.SessionCookie;
import io.cashbell.order.admin.account.SignIn;
import io.cashbell.order.request.ClientAddress;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The console's door. */
@Hidden
@Controller("/admin")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Produces(MediaType.TEXT_HTML)
class SignInController {
    private final SignIn signIn;
    private final Accounts accounts;
    private final SessionCookie cookie;
    private final ClientAddress address;
    private final SignInPage page;
    private final Frames frames;
    private final Views views;

    SignInController(
            SignIn signIn,
            Accounts accounts,
            SessionCookie cookie,
            ClientAddress address,
            SignInPage page,
            Frames frames,
            Views views) {
        this.signIn = signIn;
        this.accounts = accounts;
        this.cookie = cookie;
        this.address = address;
        this.page = page;
        this.frames = frames;
        this.views = views;
    }

    @Get("/")
    @Secured(SecurityRule.IS_ANONYMOUS)
    HttpResponse<?> home(@Nullable Authentication who) {
        return HttpResponse.seeOther(who == null ? SignInPage.ADDRESS : SignInPage.HOME);
    }

    @Get("/sign-in")
    @Secured(SecurityRule.IS_ANONYMOUS)
    HttpResponse<?> page(HttpRequest<?> request, @Nullable @QueryValue String to) {
        return page.of(HttpStatus.OK, request, to, "", "");
    }

    /** A wrong password and an account that is not there look alike, and take as long. */
    @Post("/sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Secured(SecurityRule.IS_ANONYMOUS)
    HttpResponse<?> in(HttpRequest<?> request, @Body Map<String, String> form) {
        String email = form.getOrDefault("email", "");
        String to = form.get("to");
        if (!page.takesPasswords()) {
            return page.of(HttpStatus.FORBIDDEN, request, to, "", "sign-in.elsewhere");
        }
        return switch (signIn.by(
                email, form.getOrDefault("password", ""), address.of(request).name())) {
            case SignIn.Result.In in ->
                    HttpResponse.seeOther(
                                    in.account().oneTime()
                                            ? PasswordWords.PAGE
                                            : SignInPage.wayOn(to))
                            .cookie(cookie.of(in.token()));
            case SignIn.Result.Wrong _ ->
                    page.of(HttpStatus.UNAUTHORIZED, request, to, email, "sign-in.wrong");
            case SignIn.Result.Expired _ ->
                    page.of(HttpStatus.UNAUTHORIZED, request, to, email, "sign-in.expired");
            case SignIn.Result.Later(var wait) ->
                    page.of(HttpStatus.TOO_MANY_REQUESTS, request, to, email, "sign-in.later")
                            .header(
                                    HttpHeaders.RETRY_AFTER,
                                    Long.toString(Math.max(1, wait.toSeconds())));
        };
    }

    @Post("/sign-out")
    @Consumes(MediaType.ALL)
    @Secured(SecurityRule.IS_ANONYMOUS)
    HttpResponse<?> out(HttpRequest<?> request) {
        cookie.shown(request).ifPresent(signIn::out);
        return HttpResponse.seeOther(SignInPage.ADDRESS).cookie(cookie.gone());
    }

    @Get("/password")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    HttpResponse<?> password(HttpRequest<?> request, Authentication who) {
        if (!page.takesPasswords()) {
            return HttpResponse.seeOther(SignInPage.ADDRESS);
        }
        String said = OnceSaid.at(PasswordWords.PLACE, request);
        return OnceSaid.by(
                passwordPage(
                        HttpStatus.OK,
                        request,
                        who,
                        null,
                        said.equals(PasswordWords.OUT_ELSEWHERE)),
                said);
    }

    @Post("/password")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Secured(SecurityRule.IS_AUTHENTICATED)
    HttpResponse<?> changePassword(
            HttpRequest<?> request, Authentication who, @Body Map<String, String> form) {
        if (!page.takesPasswords()) {
            return HttpResponse.seeOther(SignInPage.ADDRESS);
        }
        Account account = accounts.find(who.getName()).orElseThrow();
        AtomicReference<SignIn.@Nullable Unfit> unfit = new AtomicReference<>();
        Optional<SignIn.Result.In> in =
                signIn.changePassword(
                        account,
                        form.getOrDefault("old", ""),
                        form.getOrDefault("new", ""),
                        unfit::set);
        if (in.isPresent()) {
            return HttpResponse.seeOther(SignInPage.HOME).cookie(cookie.of(in.get().token()));
        }
        return passwordPage(
                HttpStatus.BAD_REQUEST, request, who, PasswordWords.of(unfit.get()), false);
    }

    /** Whoever else has a session of this account is out, in every instance at once. */
    @Post("/sign-out-elsewhere")
    @Consumes(MediaType.ALL)
    @Secured(SecurityRule.IS_AUTHENTICATED)
    HttpResponse<?> outElsewhere(HttpRequest<?> request) {
        return cookie.shown(request)
                .flatMap(signIn::outElsewhere)
                .<HttpResponse<?>>map(
                        in ->
                                OnceSaid.on(
                                                PasswordWords.PAGE,
                                                PasswordWords.PLACE,
                                                PasswordWords.OUT_ELSEWHERE)
                                        .cookie(cookie.of(in.token())))
                .orElseGet(() -> HttpResponse.seeOther(SignInPage.ADDRESS));
    }

    /** Which language the console speaks from now on. */
    @Get("/language")
    @Secured(SecurityRule.IS_ANONYMOUS)
    HttpResponse<?> language(@QueryValue String tag, @Nullable @QueryValue String to) {
        MutableHttpResponse<?> back = HttpResponse.seeOther(SignInPage.wayOn(to));
        Languages.choice(tag).ifPresent(back::cookie);
        return back;
    }

    private MutableHttpResponse<?> passwordPage(
            HttpStatus status,
            HttpRequest<?> request,
            Authentication who,
            @Nullable String error,
            boolean outElsewhere) {
        return views.page(
                status,
                "password",
                Map.of(
                        "page",
                        frames.of(request, who),
                        "first",
                        who.getRoles().contains(Role.NEWCOMER),
                        "error",
                        error == null ? "" : error,
                        "outElsewhere",
                        outElsewhere));
    }
}
