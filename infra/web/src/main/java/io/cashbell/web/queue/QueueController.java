package io.cashbell.web.queue;

import io.cashbell.messaging.redrive.ConsumedQueue;
import io.cashbell.messaging.redrive.QueueUnreachableException;
import io.cashbell.web.command.Commands;
import io.cashbell.web.command.KeyedCommand;
import io.cashbell.web.problem.CommonProblem;
import io.cashbell.web.problem.ProblemException;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue that a service consumes. A service that has one gets these routes; to have them in its
 * API document it names this class with {@code @OpenAPIInclude}.
 */
@Controller("/api/admin/queue")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Requires(beans = ConsumedQueue.class)
@Tag(name = "queue")
public class QueueController {
    private static final Logger log = LoggerFactory.getLogger(QueueController.class);

    private final ConsumedQueue queue;
    private final Commands commands;

    QueueController(ConsumedQueue queue, Commands commands) {
        this.queue = queue;
        this.commands = commands;
    }

    /** How much there is, as SQS counts. */
    @Schema(name = "QueueDepth")
    public record DepthView(
            MessagesView queue,
            @Schema(description = "Given up; POST …/redrive brings them back") long deadLetters) {}

    /** The queue itself. */
    @Schema(name = "QueuedMessages")
    public record MessagesView(
            long waiting,
            @Schema(description = "Being handled, or in the pause before a retry") long inFlight) {}

    /** What a redrive brings back. */
    @Schema(name = "Redrive")
    public record RedriveView(
            @Schema(description = "So many, approximately; it may take a while") long messages) {}

    /** How much waits. */
    @Get
    @Operation(
            summary = "How much waits in the queue, and how much was given up",
            description = "As SQS counts: approximately, and up to a minute late.")
    @ApiResponse(responseCode = "200", description = "So much there is")
    @ApiResponse(responseCode = "401", description = "Not an administrator")
    @ApiResponse(responseCode = "503", description = "The queue does not answer")
    public DepthView depth() {
        try {
            ConsumedQueue.Depth depth = queue.depth();
            return new DepthView(
                    new MessagesView(depth.waiting(), depth.inFlight()), depth.deadLetters());
        } catch (QueueUnreachableException e) {
            throw unavailable(e);
        }
    }

    /** Tries again what was given up. */
    @Post("/redrive")
    @KeyedCommand
    @Consumes(MediaType.ALL)
    @Operation(
            summary = "Bring the dead letters back into the queue",
            description =
                    "Each is tried as if it were new, and what it asks for has its effect once"
                            + " however often it comes: so has a second request like this one.")
    @ApiResponse(
            responseCode = "202",
            description = "It is being done",
            content = @Content(schema = @Schema(implementation = RedriveView.class)))
    @ApiResponse(responseCode = "401", description = "Not an administrator")
    @ApiResponse(
            responseCode = "409",
            description = "conflict: the one of this key is still being carried out")
    @ApiResponse(responseCode = "503", description = "The queue does not answer; try again")
    public MutableHttpResponse<RedriveView> redrive(HttpRequest<?> request) {
        return commands.once(
                request, "", HttpStatus.ACCEPTED, RedriveView.class, this::broughtBack);
    }

    private RedriveView broughtBack() {
        try {
            return new RedriveView(queue.redrive());
        } catch (QueueUnreachableException e) {
            throw unavailable(e);
        }
    }

    private static ProblemException unavailable(QueueUnreachableException failure) {
        log.atWarn().setCause(failure).log("The queue does not answer");
        return CommonProblem.UNAVAILABLE
                .because("The queue does not answer for the moment; try again.")
                .withHeader("Retry-After", "5");
    }
}
