package io.cashbell.order.admin.console;

import io.cashbell.messaging.event.EventIds;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.admin.today.FailedMails;
import io.cashbell.order.admin.today.Queues;
import io.cashbell.order.admin.today.Sender;
import io.cashbell.order.admin.today.TodayNumbers;
import io.cashbell.order.admin.today.UnreachableException;
import io.cashbell.order.request.IdempotencyKey;
import io.cashbell.web.problem.CommonProblem;
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
import jakarta.inject.Named;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** The page that the console opens with. */
@Hidden
@Controller("/admin/today")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Secured(Role.VIEW)
@Produces(MediaType.TEXT_HTML)
class TodayController {
    private static final String PLACE = "today";

    /** What an action comes back with; the page has words for each. */
    private static final Set<String> SAID = Set.of("redriven", "resent", "refused", "unreachable");

    private final TodayNumbers numbers;
    private final Queues queues;
    private final FailedMails mails;
    private final ExecutorService threads;
    private final Frames frames;
    private final Views views;

    TodayController(
            TodayNumbers numbers,
            Queues queues,
            FailedMails mails,
            @Named(TaskExecutors.VIRTUAL) ExecutorService threads,
            Frames frames,
            Views views) {
        this.numbers = numbers;
        this.queues = queues;
        this.mails = mails;
        this.threads = threads;
        this.frames = frames;
        this.views = views;
    }

    @Get
    HttpResponse<?> today(HttpRequest<?> request, Authentication who) {
        String said = OnceSaid.at(PLACE, request);
        CompletableFuture<ServicesShown> services = services();
        return OnceSaid.by(
                views.page(
                        "today",
                        Map.of(
                                "page", frames.of(request, who),
                                "numbers", numbers.current(),
                                "services", services.join(),
                                "said", SAID.contains(said) ? said : "")),
                said);
    }

    /** What of the page changes by itself. */
    @Get("/services")
    HttpResponse<?> services(HttpRequest<?> request, Authentication who) {
        return views.page(
                "today-services",
                Map.of("page", frames.of(request, who), "services", services().join()));
    }

    /** The dead letters of one service are tried again. */
    @Post("/redrive")
    @Secured(Role.OPERATE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> redrive(Authentication who, @Body Map<String, String> form) {
        Queues.Owner owner =
                Queues.Owner.find(form.getOrDefault("service", ""))
                        .orElseThrow(
                                () -> CommonProblem.INVALID_REQUEST.because("No such service."));
        try {
            queues.redrive(owner, sender(who, form));
            return back("redriven");
        } catch (UnreachableException e) {
            return back("unreachable");
        }
    }

    /** A mail that failed is sent once more. */
    @Post("/resend")
    @Secured(Role.OPERATE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> resend(Authentication who, @Body Map<String, String> form) {
        try {
            boolean taken = mails.resend(form.getOrDefault("id", ""), sender(who, form));
            return back(taken ? "resent" : "refused");
        } catch (UnreachableException e) {
            return back("unreachable");
        }
    }

    /** The mails are asked for while the queues are. */
    private CompletableFuture<ServicesShown> services() {
        CompletableFuture<Optional<FailedMails.Mails>> failed =
                CompletableFuture.supplyAsync(mails::list, threads)
                        .exceptionally(_ -> Optional.empty());
        return CompletableFuture.supplyAsync(queues::all, threads)
                .thenCombine(
                        failed,
                        (all, list) -> new ServicesShown(all, list.orElse(null), EventIds.next()));
    }

    /** A form's key makes of two clicks one command. */
    private static Sender sender(Authentication who, Map<String, String> form) {
        return new Sender(
                who.getName(),
                IdempotencyKey.of(Optional.ofNullable(form.get("key")).stream().toList()));
    }

    private static HttpResponse<?> back(String said) {
        return OnceSaid.on(SignInPage.HOME, PLACE, said);
    }
}
