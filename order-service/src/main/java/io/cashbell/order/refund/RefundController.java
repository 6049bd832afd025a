package io.cashbell.order.refund;

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

/** Asks for money to be given back. */
@Controller("/api/admin/orders")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Tag(name = "admin")
class RefundController {
    private final OwnerCommands commands;

    RefundController(OwnerCommands commands) {
        this.commands = commands;
    }

    /** Gives money back, all that is left or a part. */
    @Post("/{orderId}/refund")
    @OwnerCommand
    @Operation(
            summary = "Money goes back to the buyer",
            description =
                    "Never more than is left; may be repeated in parts. Tells order.refund-requested.v1, which the payment service carries out."
                            + " What was collected on arrival was given back by hand, and is recorded so.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema =
                                                    @Schema(implementation = RefundRequest.class))))
    MutableHttpResponse<ObeyedView> refund(
            @PathVariable String orderId, @Body byte[] body, HttpRequest<?> request) {
        return commands.obey(orderId, RefundRequest.COMMAND, body, request);
    }
}
