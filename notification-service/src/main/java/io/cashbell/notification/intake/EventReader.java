package io.cashbell.notification.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.messaging.event.CloudEvent;
import jakarta.inject.Singleton;

/** Reads the data of an event as one of our own records. */
@Singleton
final class EventReader {
    private final ObjectMapper mapper;

    EventReader(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * @throws IllegalArgumentException if the data breaks its contract; a retry cannot mend that
     */
    <T> T read(CloudEvent event, Class<T> as) {
        try {
            return mapper.treeToValue(event.data(), as);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("unreadable data of " + event.type(), e);
        }
    }
}
