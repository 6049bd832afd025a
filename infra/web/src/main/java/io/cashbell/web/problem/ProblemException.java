package io.cashbell.web.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal on its way to the client. It carries no stack trace: it is an expected outcome, and a
 * flood of bad requests must stay cheap.
 */
public class ProblemException extends RuntimeException {

    private final transient ProblemType type;
    private final transient Map<String, ?> extra;
    private final transient List<FieldError> errors;
    private final transient Map<String, String> headers;

    ProblemException(ProblemType type, String detail, Map<String, ?> extra) {
        this(type, detail, extra, List.of(), Map.of());
    }

    private ProblemException(
            ProblemType type,
            String detail,
            Map<String, ?> extra,
            List<FieldError> errors,
            Map<String, String> headers) {
        super(detail, null, false, false);
        this.type = type;
        this.extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
        this.errors = List.copyOf(errors);
        this.headers = headers;
    }

    /** The same refusal, naming the places that are wrong. */
    public ProblemException withErrors(List<FieldError> wrong) {
        return new ProblemException(type, detail(), extra, wrong, headers);
    }

    /** The same refusal with one more header, for example {@code Retry-After}. */
    public ProblemException withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ProblemException(type, detail(), extra, errors, more);
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        var message = getMessage();
        return message == null ? "" : message;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public Map<String, ?> extra() {
        return extra;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
