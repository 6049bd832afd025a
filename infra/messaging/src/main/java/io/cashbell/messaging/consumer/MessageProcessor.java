package io.cashbell.messaging.consumer;

import io.cashbell.messaging.MessagingConfiguration;
import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.messaging.event.CloudEventCodec;
import io.cashbell.messaging.event.MalformedEventException;
import io.cashbell.messaging.trace.TraceContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Takes one message from its text to its end: handled and deleted, or postponed with a reason. */
@Singleton
@Requires(property = "messaging.queue-url")
class MessageProcessor {
    private static final Logger log = LoggerFactory.getLogger(MessageProcessor.class);
    private static final int LONGEST_REASON = 300;

    /** Extended for so many times its visibility: whoever takes longer hangs. */
    private static final int LONGEST_HANDLING = 30;

    /** A message that is being handled, since {@link System#nanoTime}. */
    private record Handled(Message message, long since) {}

    private final MessagingConfiguration configuration;
    private final MessageQueue queue;
    private final CloudEventCodec codec;
    private final EventHandler handler;
    private final @Nullable NoticeHandler notices;
    private final Counter handled;
    private final Counter failed;
    private final Map<String, Handled> slow = new ConcurrentHashMap<>();
    private final Thread heartbeat;

    MessageProcessor(
            MessagingConfiguration configuration,
            MessageQueue queue,
            CloudEventCodec codec,
            EventHandler handler,
            @Nullable NoticeHandler notices,
            MeterRegistry meters) {
        this.configuration = configuration;
        this.queue = queue;
        this.codec = codec;
        this.handler = handler;
        this.notices = notices;
        this.handled = meters.counter("messaging.messages.handled");
        this.failed = meters.counter("messaging.messages.failed");
        this.heartbeat = Thread.ofVirtual().name("queue-heartbeat").start(this::keepAlive);
    }

    void process(Message message) {
        try {
            handle(message);
            queue.delete(message);
        } catch (Throwable failure) {
            // An Error too: a handler that cannot be loaded or recurses too deep must not keep its
            // message from being retried, nor from the dead-letter queue.
            failed.increment();
            retryLater(message, failure);
        } finally {
            MDC.clear();
        }
    }

    private void handle(Message message) throws Exception {
        slow.put(message.receiptHandle(), new Handled(message, System.nanoTime()));
        try {
            CloudEvent event;
            try {
                event = codec.decode(message.body());
            } catch (MalformedEventException noEvent) {
                if (notices == null || !notices.handle(message.body())) {
                    throw noEvent;
                }
                handled.increment();
                return;
            }
            enter(event);
            handler.handle(event);
            handled.increment();
            log.atInfo().addKeyValue("type", event.type()).log("Event handled");
        } finally {
            slow.remove(message.receiptHandle());
        }
    }

    private static void enter(CloudEvent event) {
        TraceContext trace =
                TraceContext.parse(event.traceparent())
                        .map(TraceContext::child)
                        .orElseGet(TraceContext::start);
        trace.asLoggingContext().forEach(MDC::put);
        MDC.put("eventId", event.id());
        MDC.put("subject", event.subject());
    }

    private void retryLater(Message message, Throwable failure) {
        int receives = receives(message);
        boolean last = receives >= configuration.maxReceives();
        var line =
                (last ? log.atError() : log.atWarn())
                        .addKeyValue("messageId", message.messageId())
                        .addKeyValue("receives", receives)
                        .addKeyValue("reason", reason(failure));
        if (last) {
            line.setCause(failure).log("A message goes to the dead-letter queue");
            queue.postpone(message, Duration.ZERO);
        } else {
            line.log("A message could not be handled; it is tried again");
            queue.postpone(message, backOff(receives));
        }
    }

    private Duration backOff(int receives) {
        long limit =
                Math.min(
                        configuration.retryLimit().toMillis(),
                        configuration.retryBase().toMillis() << Math.min(receives - 1, 20));
        return Duration.ofMillis(limit / 2 + ThreadLocalRandom.current().nextLong(limit / 2 + 1));
    }

    private static int receives(Message message) {
        String count =
                message.attributes()
                        .getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
        return Integer.parseInt(count);
    }

    private static String reason(Throwable failure) {
        String text = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) : text;
    }

    /** Messages that are still being handled after a third of their time get the whole again. */
    private void keepAlive() {
        Duration period = configuration.visibility().dividedBy(3);
        while (true) {
            Map<String, Handled> before = Map.copyOf(slow);
            try {
                Thread.sleep(period);
            } catch (InterruptedException stop) {
                return;
            }
            try {
                before.forEach(
                        (receipt, message) -> {
                            if (slow.containsKey(receipt)) {
                                extend(receipt, message);
                            }
                        });
            } catch (RuntimeException | Error failure) {
                log.atWarn().setCause(failure).log("Messages could not be kept for longer");
            }
        }
    }

    private void extend(String receipt, Handled message) {
        Duration visibility = configuration.visibility();
        long longest = visibility.multipliedBy(LONGEST_HANDLING).toNanos();
        if (System.nanoTime() - message.since() < longest) {
            queue.postpone(message.message(), visibility);
        } else if (slow.remove(receipt) != null) {
            log.atError()
                    .addKeyValue("messageId", message.message().messageId())
                    .log("A message is handled for too long; the queue delivers it again");
        }
    }

    @PreDestroy
    void close() {
        heartbeat.interrupt();
    }
}
