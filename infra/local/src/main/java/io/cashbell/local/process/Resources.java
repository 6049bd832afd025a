package io.cashbell.local.process;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tables, topics and queues of one run, and where they are.
 *
 * @param variables one per table ({@code ORDER_TABLE}), topic ({@code ORDER_EVENTS_TOPIC_ARN}) and
 *     queue ({@code ORDER_QUEUE_URL}, {@code ORDER_QUEUE_DEAD_LETTERS_URL}, {@code
 *     ORDER_EVENTS_TO_PAYMENT_QUEUE_DEAD_LETTERS_URL})
 */
public record Resources(Endpoints endpoints, Map<String, String> variables) {
    public Resources {
        variables = Map.copyOf(variables);
    }

    /** The value of one variable; refuses a name that there is not. */
    public String get(String variable) {
        var value = variables.get(variable);
        if (value == null) {
            throw new IllegalArgumentException(
                    variable + " is none of " + new TreeMap<>(variables).keySet());
        }
        return value;
    }

    /** Everything that a service must be told to work with these: AWS, SMTP, and its own names. */
    public Map<String, String> environmentOf(Service service) {
        var environment = new LinkedHashMap<>(endpoints.environment());
        service.variables().forEach(name -> environment.put(name, get(name)));
        return environment;
    }

    /** The mailbox, where this run has one. */
    public URI mailbox() {
        @Nullable URI mailbox = endpoints.mailbox();
        if (mailbox == null) {
            throw new IllegalStateException("there is no mailbox here");
        }
        return mailbox;
    }
}
