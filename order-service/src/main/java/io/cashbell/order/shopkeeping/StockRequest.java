package io.cashbell.order.shopkeeping;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.order.request.JsonFields;
import io.cashbell.web.problem.CommonProblem;
import io.cashbell.web.problem.FieldError;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Units of a product as its owner reads and sets them. */
@Schema(name = "Stock")
record StockRequest(
        @Nullable
                @Schema(
                        description = "Units that are for sale; null where they are not counted",
                        example = "20",
                        minimum = "0",
                        maximum = "1000000")
                Integer available) {
    static final int MOST = 1_000_000;

    /** Units that came or went. */
    @Schema(name = "StockAdjustment")
    record Adjustment(
            @Schema(description = "Added; negative: taken off; never 0", example = "12")
                    Integer by) {}

    /**
     * @return empty where they are not to be counted any more
     * @throws io.cashbell.web.problem.ProblemException naming every place that is wrong
     */
    static Optional<Long> available(JsonNode body) {
        List<FieldError> errors = new ArrayList<>();
        JsonFields fields = JsonFields.of(body, "", StockRequest.class, errors);
        Optional<Integer> available =
                body.path("available").isNull()
                        ? Optional.empty()
                        : fields.number("available", 0, MOST);
        refuse(errors);
        return available.map(Integer::longValue);
    }

    /**
     * @throws io.cashbell.web.problem.ProblemException naming every place that is wrong
     */
    static long by(JsonNode body) {
        List<FieldError> errors = new ArrayList<>();
        JsonFields fields = JsonFields.of(body, "", Adjustment.class, errors);
        Optional<Integer> by = fields.number("by", -MOST, MOST);
        if (by.isPresent() && by.get() == 0) {
            fields.wrong("by", "must not be 0");
        }
        refuse(errors);
        return by.orElseThrow();
    }

    private static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw CommonProblem.INVALID_REQUEST
                    .because("The stock is not complete or not correct.")
                    .withErrors(errors);
        }
    }
}
