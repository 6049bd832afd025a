package io.cashbell.web.problem;

import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns whatever stopped a request into a problem that is safe to show. Nothing a framework wrote
 * into its messages is passed on: they name classes.
 */
final class Problems {

    private Problems() {}

    static Problem of(HttpRequest<?> request, int status, @Nullable Throwable cause) {
        var instance = request.getPath();
        return switch (cause) {
            case ProblemException refusal -> Problem.of(refusal, instance);
            case ConstraintViolationException violations -> invalid(instance, errors(violations));
            case UnsatisfiedRouteException missing ->
                    invalid(instance, List.of(missing(missing.getArgument())));
            case ConversionErrorException conversion when isBody(conversion.getArgument()) ->
                    unreadable(instance, conversion);
            case ConversionErrorException conversion ->
                    invalid(instance, List.of(wrong(conversion.getArgument())));
            // Ours say what the client may know; the framework's own are final subclasses.
            case HttpStatusException said
                    when said.getClass() == HttpStatusException.class
                            && status < 500
                            && said.getMessage() != null ->
                    Problem.of(CommonProblem.of(status), said.getMessage(), instance);
            case null, default ->
                    status == HttpStatus.BAD_REQUEST.getCode() && cause != null
                            ? unreadable(instance, cause)
                            : Problem.of(CommonProblem.of(status), detail(status), instance);
        };
    }

    private static Problem unreadable(String instance, Throwable cause) {
        return JsonFault.in(cause)
                .map(fault -> invalid(instance, List.of(fault)))
                .orElseGet(
                        () ->
                                Problem.of(
                                        CommonProblem.INVALID_REQUEST,
                                        detail(HttpStatus.BAD_REQUEST.getCode()),
                                        instance));
    }

    private static Problem invalid(String instance, List<FieldError> errors) {
        return new Problem(
                CommonProblem.INVALID_REQUEST, summary(errors), instance, errors, Map.of());
    }

    private static String summary(List<FieldError> errors) {
        if (errors.size() != 1) {
            return errors.size() + " things are wrong with the request; see errors";
        }
        var only = errors.getFirst();
        return only.pointer().isEmpty() ? only.detail() : only.pointer() + " " + only.detail();
    }

    private static List<FieldError> errors(ConstraintViolationException violations) {
        var found = violations.getConstraintViolations();
        return found == null
                ? List.of()
                : found.stream().map(Problems::error).sorted(Problems::byPlace).toList();
    }

    private static FieldError error(ConstraintViolation<?> violation) {
        return new FieldError(Pointer.of(violation.getPropertyPath()), violation.getMessage());
    }

    // Validation finds faults in no particular order; the same request gets the same answer.
    private static int byPlace(FieldError one, FieldError other) {
        int place = one.pointer().compareTo(other.pointer());
        return place != 0 ? place : one.detail().compareTo(other.detail());
    }

    private static boolean isBody(Argument<?> argument) {
        return argument.isAnnotationPresent(Body.class);
    }

    private static FieldError missing(Argument<?> argument) {
        return isBody(argument)
                ? new FieldError("", "the request needs a body")
                : new FieldError(Pointer.of(nameOnTheWire(argument)), "is required");
    }

    private static FieldError wrong(Argument<?> argument) {
        return new FieldError(Pointer.of(nameOnTheWire(argument)), "has a value that is not valid");
    }

    private static String nameOnTheWire(Argument<?> argument) {
        return Optional.of(argument.getAnnotationMetadata())
                .flatMap(
                        metadata ->
                                metadata.stringValue("io.micronaut.core.bind.annotation.Bindable"))
                .filter(name -> !name.isEmpty())
                .orElse(argument.getName());
    }

    private static String detail(int status) {
        return switch (status) {
            case 400 -> "The request could not be read";
            case 404 -> "There is nothing at this address";
            case 405 -> "The header Allow lists the methods that this address answers";
            case 406 -> "None of the types in the header Accept can be produced";
            case 413 -> "The request is larger than this address takes";
            case 415 -> "The header Content-Type names a type that this address does not read";
            case 429 -> "Wait a while before the next request";
            case 500 ->
                    "It has been noted; the header X-Request-Id says which request to ask about";
            default -> CommonProblem.of(status).title();
        };
    }
}
