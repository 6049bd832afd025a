package io.cashbell.order.fulfilment;

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
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Sends the goods out and takes in what is paid on arrival. */
@Controller("/api/admin/orders")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Tag(name = "admin")
class FulfilmentController {
    private final OwnerCommands commands;

    FulfilmentController(OwnerCommands commands) {
        this.commands = commands;
    }

    /** The goods are handed to a carrier. */
    @Post("/{orderId}/ship")
    @OwnerCommand
    @Operation(
            summary = "The order is on its way",
            description =
                    "Once paid; what is paid on arrival is shipped first."
                            + " Tells order.shipped.v1.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = ShipRequest.class))))
    MutableHttpResponse<ObeyedView> ship(
            @PathVariable String orderId, @Body byte[] body, HttpRequest<?> request) {
        return commands.obey(orderId, ShipRequest.COMMAND, body, request);
    }

    /** The money of an order that is paid on arrival is in. */
    @Post("/{orderId}/collect")
    @OwnerCommand
    @Operation(
            summary = "The money was collected on arrival",
            description =
                    "After shipping, of an order that is paid on arrival."
                            + " What is collected is what the order costs; another amount is refused.",
            requestBody =
                    @RequestBody(
                            required = false,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    CollectRequest.class))))
    MutableHttpResponse<ObeyedView> collect(
            @PathVariable String orderId, @Nullable @Body String body, HttpRequest<?> request) {
        return commands.obey(
                orderId,
                CollectRequest.COMMAND,
                body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8),
                request);
    }
}
