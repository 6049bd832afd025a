package io.cashbell.order.admin.console;

import io.cashbell.web.problem.FieldError;
import io.cashbell.web.problem.ProblemException;
import java.util.List;
import java.util.stream.Collectors;

/** Why a command was refused, on one line. */
final class RefusalText {
    private RefusalText() {}

    /** In the reader's language where the reason is one of the order's, else as the API says it. */
    static String of(ProblemException refused, Words words) {
        if (refused.extra().get("reason") instanceof String code
                && refused.extra().get("values") instanceof List<?> values) {
            return words.of("reason." + code, values.toArray());
        }
        List<FieldError> errors = refused.errors();
        return errors.isEmpty()
                ? refused.detail()
                : errors.stream()
                        .map(error -> error.pointer().substring(1) + " " + error.detail())
                        .collect(Collectors.joining("; "));
    }
}
