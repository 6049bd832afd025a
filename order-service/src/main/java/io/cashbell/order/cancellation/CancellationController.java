package io.cashbell.order.cancellation;

import io.cashbell.order.admin.ObeyedView;
import io.cashbell.order.admin.OwnerCommand;
import io.cashbell.order.admin.OwnerCommands;
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

/** Calls orders off. */
@Controller("/api/admin/orders")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Tag(name = "admin")
class CancellationController {
    private final OwnerCommands commands;

    CancellationController(OwnerCommands commands) {
        this.commands = commands;
    }

    /** Calls off an order that is not paid. */
    @Post("/{orderId}/cancel")
    @OwnerCommand
    @Operation(
            summary = "The order is called off",
            description =
                    "While nobody has paid it, also when it was shipped to be paid on arrival."
                            + " Tells order.cancelled.v1.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema =
                                                    @Schema(implementation = CancelRequest.class))))
    MutableHttpResponse<ObeyedView> cancel(
            @PathVariable String orderId, @Body byte[] body, HttpRequest<?> request) {
        return commands.obey(orderId, CancelRequest.COMMAND, body, request);
    }
}
