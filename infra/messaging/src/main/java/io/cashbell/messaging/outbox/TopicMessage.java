package io.cashbell.messaging.outbox;

/**
 * One message for a topic.
 *
 * @param id of the event that it tells
 * @param type is also an attribute, for filter policies
 */
record TopicMessage(String id, String type, String body) {}
