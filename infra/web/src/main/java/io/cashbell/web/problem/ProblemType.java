package io.cashbell.web.problem;

import java.util.Map;

/**
 * A kind of refusal that clients can act on. They branch on the type alone, so a slug never
 * changes. Each service lists its own in an enum; {@link CommonProblem} holds what every HTTP
 * service refuses.
 */
public interface ProblemType {

    /** What every type URI starts with. */
    String URI_PREFIX = "urn:cashbell:problem:";

    /** Last part of the type URI, in kebab case. */
    String slug();

    /** The same words each time this type occurs. */
    String title();

    /** HTTP status, 400 to 599. */
    int status();

    /**
     * @param detail what was wrong this time; shown to clients as it is
     */
    default ProblemException because(String detail) {
        return because(detail, Map.of());
    }

    /**
     * @param extra further members of the answer, beside the standard ones
     */
    default ProblemException because(String detail, Map<String, ?> extra) {
        return new ProblemException(this, detail, extra);
    }
}
