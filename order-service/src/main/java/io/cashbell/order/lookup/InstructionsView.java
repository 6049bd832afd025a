package io.cashbell.order.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cashbell.order.Instructions;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the buyer is to pay: one of account, code and barcodes, as the gateway gave it out. */
@Schema(name = "PaymentInstructions")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record InstructionsView(
        @Nullable @Schema(description = "With account, for an ATM transfer", example = "812")
                String bankCode,
        @Nullable @Schema(example = "9103522175887271") String account,
        @Nullable @Schema(description = "For a store's machine", example = "LLL26074000001")
                String paymentCode,
        @Schema(description = "Three for a store's counter, to be drawn as Code 39 from the first")
                List<String> barcodes,
        @Schema(description = "From then on nobody can pay by it") Instant expiresAt) {

    static @Nullable InstructionsView of(@Nullable Instructions given) {
        return given == null
                ? null
                : new InstructionsView(
                        given.bankCode(),
                        given.account(),
                        given.paymentCode(),
                        given.barcodes(),
                        given.expiresAt());
    }
}
