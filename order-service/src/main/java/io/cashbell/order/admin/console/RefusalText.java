package io.cashbell.order.admin.console;

import io.cashbell.web.problem.ProblemException;
import java.util.List;
import java.util.stream.Collectors;

/** Why a command was refused, on one line. */
final class RefusalText {
    private RefusalText() {}

    /** In the reader's language; as the API says it where that is new to us. */
    static String of(ProblemException refused, Words words) {
        if (refused.extra().get("reason") instanceof String code
                && refused.extra().get("values") instanceof List<?> values) {
            return words.of("reason." + code, values.toArray());
        }
        if (!refused.errors().isEmpty()) {
            return refused.errors().stream()
                    .map(error -> FaultText.labelled(error, words))
                    .collect(Collectors.joining(" "));
        }
        String key = "problem." + refused.type().slug();
        return words.has(key) ? words.of(key) : refused.detail();
    }
}
