package io.cashbell.notification.admin;

import io.cashbell.notification.Recipient;
import io.cashbell.notification.Suppressions;
import io.cashbell.notification.problem.NotificationProblem;
import io.cashbell.web.command.Commands;
import io.cashbell.web.command.KeyedCommand;
import io.cashbell.web.log.Unloggable;
import io.cashbell.web.problem.CommonProblem;
import io.cashbell.web.problem.FieldError;
import io.cashbell.web.security.AdminApiFilter;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Addresses that no mail goes to any more, for the owner. */
@Controller("/api/admin/suppressions")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Tag(name = "administration")
class SuppressionAdminController {
    private static final Logger log = LoggerFactory.getLogger(SuppressionAdminController.class);

    private final Suppressions suppressions;
    private final Commands commands;

    SuppressionAdminController(Suppressions suppressions, Commands commands) {
        this.suppressions = suppressions;
        this.commands = commands;
    }

    /** What was not sent meanwhile stays unsent, until it is resent. */
    @Post("/lift")
    @KeyedCommand
    @Operation(summary = "Let mail go to an address again that had bounced or complained")
    @ApiResponse(responseCode = "400", description = "invalid-request")
    @ApiResponse(responseCode = "404", description = "address-not-suppressed")
    MutableHttpResponse<LiftedView> lift(@Body @Valid LiftRequest lift, HttpRequest<?> request) {
        return commands.once(
                request,
                lift.address(),
                HttpStatus.OK,
                LiftedView.class,
                () ->
                        lift(
                                recipient(lift.address()),
                                AdminApiFilter.whoAsks(request).orElse("nobody")));
    }

    private LiftedView lift(Recipient recipient, String who) {
        var lifted =
                suppressions
                        .lift(recipient)
                        .orElseThrow(
                                () ->
                                        NotificationProblem.ADDRESS_NOT_SUPPRESSED.because(
                                                "Mail goes to this address."));
        log.atInfo()
                .addKeyValue("recipient", recipient)
                .addKeyValue("who", Unloggable.who(who))
                .log("Mail goes to an address again");
        return new LiftedView(recipient.masked(), lifted.cause().code(), lifted.since());
    }

    private static Recipient recipient(String address) {
        try {
            return new Recipient(address.strip());
        } catch (IllegalArgumentException e) {
            throw CommonProblem.INVALID_REQUEST
                    .because("/address is not an e-mail address")
                    .withErrors(List.of(new FieldError("/address", "is not an e-mail address")));
        }
    }
}
