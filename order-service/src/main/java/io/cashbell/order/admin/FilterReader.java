package io.cashbell.order.admin;

import io.cashbell.order.OrderStatus;
import io.cashbell.order.PaymentMethod;
import io.cashbell.order.PhoneNumber;
import io.cashbell.web.problem.CommonProblem;
import io.cashbell.web.problem.FieldError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a list of orders, or says everything that is wrong with them. */
public final class FilterReader {
    private static final Set<String> KNOWN =
            Set.of("status", "paymentMethod", "phone", "from", "to", "q", "cursor", "limit");
    private static final int LONGEST = 100;
    private static final int USUAL = 20;
    private static final int MOST = 100;
    private static final int AFTER_OUR_TIME = 3000;

    private final Function<String, Optional<String>> parameters;
    private final ZoneId zone;
    private final List<FieldError> errors = new ArrayList<>();

    private FilterReader(Function<String, Optional<String>> parameters, ZoneId zone) {
        this.parameters = parameters;
        this.zone = zone;
    }

    /**
     * @param names of all parameters that are given
     * @param zone in which a date is a day
     * @throws io.cashbell.web.problem.ProblemException naming every parameter that is wrong
     */
    public static Wanted read(
            Set<String> names, Function<String, Optional<String>> parameters, ZoneId zone) {
        FilterReader reader = new FilterReader(parameters, zone);
        for (String name : names) {
            if (!KNOWN.contains(name)) {
                reader.wrong(name, "is not known");
            }
        }
        Wanted wanted = reader.wanted();
        if (!reader.errors.isEmpty()) {
            throw CommonProblem.INVALID_REQUEST
                    .because("Some parameters are not correct.")
                    .withErrors(reader.errors);
        }
        return wanted;
    }

    /** What is wanted, and where in it. */
    public record Wanted(OrderFilter filter, Optional<String> cursor, int limit) {}

    private Wanted wanted() {
        Optional<PhoneNumber> phone = parameter("phone", this::phone, "is not a telephone number");
        Optional<String> text =
                parameter(
                        "q",
                        q -> Optional.of(q.strip()).filter(t -> t.length() <= LONGEST),
                        "must not be longer than " + LONGEST + " characters");
        // Who types a telephone number means it, and it has an index.
        Optional<PhoneNumber> typed =
                text.filter(t -> t.startsWith("0") || t.startsWith("+")).flatMap(this::phone);
        OrderFilter filter =
                new OrderFilter(
                        parameter("status", FilterReader::status, "is not an order status")
                                .orElse(null),
                        parameter("paymentMethod", PaymentMethod::find, "is not a payment method")
                                .orElse(null),
                        phone.or(() -> typed).orElse(null),
                        parameter("from", from -> time(from, 0), "is not a time or date")
                                .orElse(null),
                        parameter("to", to -> time(to, 1), "is not a time or date").orElse(null),
                        typed.isPresent() ? null : text.orElse(null));
        return new Wanted(
                filter,
                parameters.apply("cursor").filter(cursor -> !cursor.isEmpty()),
                parameter("limit", FilterReader::limit, "must be a whole number from 1 to " + MOST)
                        .orElse(USUAL));
    }

    /** Empty if it is not given, or given empty, as a form sends it. */
    private <T> Optional<T> parameter(
            String name, Function<String, Optional<T>> read, String otherwise) {
        Optional<String> given = parameters.apply(name).filter(text -> !text.isBlank());
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> value = read.apply(given.get());
        if (value.isEmpty()) {
            wrong(name, otherwise);
        }
        return value;
    }

    private void wrong(String name, String detail) {
        String shown = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
        errors.add(new FieldError("/" + shown.replace("~", "~0").replace("/", "~1"), detail));
    }

    private Optional<PhoneNumber> phone(String text) {
        return text.length() > LONGEST ? Optional.empty() : PhoneNumber.read(text, "TW");
    }

    private static Optional<OrderStatus> status(String text) {
        try {
            return Optional.of(OrderStatus.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> limit(String text) {
        try {
            return Optional.of(Integer.valueOf(text)).filter(n -> n >= 1 && n <= MOST);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A moment, or a day of the shop: from its beginning, or to its end. */
    private Optional<Instant> time(String text, int daysLater) {
        return day(text)
                // The last day there is has none after it.
                .filter(day -> day.getYear() < AFTER_OUR_TIME)
                .map(day -> day.plusDays(daysLater).atStartOfDay(zone).toInstant())
                .or(() -> Optional.ofNullable(moment(text)))
                .filter(FilterReader::isOfOurTime);
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean isOfOurTime(Instant time) {
        return !time.isBefore(Instant.EPOCH)
                && time.isBefore(Instant.parse(AFTER_OUR_TIME + "-01-01T00:00:00Z"));
    }
}
