package io.cashbell.payment.admin;

import io.cashbell.payment.OrderId;
import io.cashbell.payment.PaymentRecords;
import io.cashbell.payment.problem.ProblemTypes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;

/** A payment with all that is kept of it, for the owner. */
@Controller("/api/admin/payments")
@ExecuteOn(TaskExecutors.VIRTUAL)
@Tag(name = "administration")
class PaymentAdminController {

    private final PaymentRecords records;

    PaymentAdminController(PaymentRecords records) {
        this.records = records;
    }

    @Get("/{orderId}")
    @Operation(summary = "The payment of an order: attempts, money, disputes, instructions")
    @ApiResponse(responseCode = "404", description = "payment-not-found")
    PaymentView one(@PathVariable String orderId) {
        return Optional.of(orderId)
                .filter(OrderId::isOrderId)
                .map(OrderId::new)
                .flatMap(records::find)
                .map(PaymentView::of)
                .orElseThrow(
                        () ->
                                ProblemTypes.PAYMENT_NOT_FOUND.because(
                                        "there is no payment of this order"));
    }
}
