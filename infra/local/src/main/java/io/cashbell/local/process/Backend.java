package io.cashbell.local.process;

import java.util.Map;

/**
 * An AWS to test against, and a mailbox beside it.
 *
 * <p>Which one, says the system property {@code backend}, or the environment variable {@code
 * BACKEND}: {@code embedded} (ours, the default), {@code localstack} (a container), {@code
 * environment} (whatever the standard AWS variables name). Tests are the same on each.
 */
public interface Backend extends AutoCloseable {

    /** {@code embedded}, {@code localstack} or {@code environment}. */
    String name();

    /**
     * Creates the tables, topics, queues and subscriptions of a shop of its own.
     *
     * @param shop what tells it from others; letters and digits, at most 20
     */
    Resources provision(String shop);

    /** Which news are worth a mail is what tests decide: their queues hear all. */
    Map<String, String> SETTINGS = Map.of("NOTIFICATION_NEW_ORDERS", "all");

    @Override
    void close();
}
