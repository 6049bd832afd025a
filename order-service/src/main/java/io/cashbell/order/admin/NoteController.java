package io.cashbell.order.admin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Keeps what the owner writes down about an order. */
@Controller("/api/admin/orders")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Tag(name = "admin")
class NoteController {
    private final OwnerCommands commands;

    NoteController(OwnerCommands commands) {
        this.commands = commands;
    }

    /** Adds a line to the timeline. */
    @Post("/{orderId}/note")
    @OwnerCommand
    @Operation(
            summary = "A note about the order",
            description = "Seen in the timeline, by the owner alone." + " Fifty an order.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = NoteRequest.class))))
    MutableHttpResponse<ObeyedView> note(
            @PathVariable String orderId, @Body byte[] body, HttpRequest<?> request) {
        return commands.obey(orderId, NoteRequest.COMMAND, body, request);
    }
}
