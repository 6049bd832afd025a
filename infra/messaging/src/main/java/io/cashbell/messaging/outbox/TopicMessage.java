package io.cashbell.messaging.outbox;

/** One message for a topic; its type is also an attribute, for filter policies. */
record TopicMessage(String type, String body) {}
