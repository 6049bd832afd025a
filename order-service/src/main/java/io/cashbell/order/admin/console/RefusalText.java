package io.cashbell.order.admin.console;

import io.cashbell.web.problem.FieldError;
import io.cashbell.web.problem.ProblemException;
import java.util.List;
import java.util.stream.Collectors;

/** Why a command was refused, on one line. */
final class RefusalText {
    private RefusalText() {}

    static String of(ProblemException refused) {
        List<FieldError> errors = refused.errors();
        return errors.isEmpty()
                ? refused.detail()
                : errors.stream()
                        .map(error -> error.pointer().substring(1) + " " + error.detail())
                        .collect(Collectors.joining("; "));
    }
}
