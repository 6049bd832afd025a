package io.cashbell.order.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.order.EmailAddress;
import io.cashbell.order.PhoneNumber;
import io.cashbell.order.request.JsonFields;
import io.cashbell.web.problem.CommonProblem;
import io.cashbell.web.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a buyer says of an order. */
sealed interface Lookup {
    /** All numbers that may be meant, at least one. */
    List<PhoneNumber> phones();

    /**
     * @param number as it was typed; perhaps of no order
     */
    record ByNumber(List<PhoneNumber> phones, String number) implements Lookup {
        public ByNumber {
            phones = List.copyOf(phones);
        }
    }

    record ByEmail(List<PhoneNumber> phones, EmailAddress email) implements Lookup {
        public ByEmail {
            phones = List.copyOf(phones);
        }
    }

    /**
     * Reads a {@link LookupRequest}.
     *
     * @throws io.cashbell.web.problem.ProblemException naming every place that is wrong
     */
    static Lookup read(JsonNode body) {
        List<FieldError> errors = new ArrayList<>();
        JsonFields fields = JsonFields.of(body, "", LookupRequest.class, errors);
        Optional<List<PhoneNumber>> phones =
                fields.text(
                        "phone",
                        40,
                        text ->
                                Optional.of(PhoneNumber.readings(text))
                                        .filter(all -> !all.isEmpty()),
                        "must be a telephone number");
        Function<List<PhoneNumber>, Lookup> rest = rest(fields);
        if (!errors.isEmpty()) {
            throw CommonProblem.INVALID_REQUEST
                    .because("The question is not complete or not correct.")
                    .withErrors(errors);
        }
        return phones.map(rest)
                .orElseThrow(() -> new IllegalStateException("A fault was not noted"));
    }

    private static Function<List<PhoneNumber>, Lookup> rest(JsonFields fields) {
        if (fields.has("orderId") == fields.has("email")) {
            fields.wrong("orderId", "is required, or email, and not both");
        } else if (fields.has("orderId")) {
            String number = fields.text("orderId", 64).orElse("");
            return phones -> new ByNumber(phones, number);
        }
        Optional<EmailAddress> email =
                fields.has("email")
                        ? fields.text(
                                "email",
                                EmailAddress.MAX_LENGTH,
                                EmailAddress::find,
                                "must be an e-mail address")
                        : Optional.empty();
        return phones -> new ByEmail(phones, email.orElseThrow());
    }
}
