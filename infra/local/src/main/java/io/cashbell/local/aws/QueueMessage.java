package io.cashbell.local.aws;

import java.util.Map;

/** A message as a queue takes it. */
record QueueMessage(String body, Map<String, MessageAttribute> attributes) {
    QueueMessage {
        attributes = Map.copyOf(attributes);
    }
}
