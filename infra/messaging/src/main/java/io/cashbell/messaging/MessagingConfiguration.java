package io.cashbell.messaging;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one service talks: under {@code messaging}.
 *
 * @param source names the service in the events it publishes, such as {@code /clock-service}
 * @param table the table it owns
 * @param topicArn the topic it publishes to; without one it publishes nothing
 * @param queueUrl the queue it consumes; without one it hears nothing
 * @param shards over how many partitions the index of pending events is spread, 1–64: each takes
 *     500 events a second, and each makes an event that a crash left behind wait one {@code
 *     sweepEvery} longer. May be raised at any time; lowered only when the shards that go are empty
 * @param pace how long a call waits for company when the one before went out less than this ago:
 *     the first message after a pause goes at once, a stream of them shares calls
 * @param markPace the same for marking events as sent, which nobody waits for; well below {@code
 *     sweepAfter}, or what was sent long ago is sent again
 * @param deletePace the same for deleting messages that are done with; well below {@code
 *     visibility}, or they come again
 * @param sweepEvery how often one shard is searched for events that a crash left behind
 * @param sweepAfter how old a pending event must be before a sweep publishes it
 * @param inFlight how many messages are handled at once, at most
 * @param pollers how many loops read the queue
 * @param longPoll how long a read waits for a message, at most 20 s; 0 s does not wait and reads
 *     again after {@code pace}, so that a shutdown has nothing to wait for
 * @param visibility how long a message is ours; extended for as long as it is being handled, up to
 *     thirty times that long
 * @param maxReceives after how many receives the queue gives a message up
 * @param retryBase pause before the first retry; doubles each time, with jitter: with five receives
 *     a message outlives an outage of a minute
 * @param retryLimit the longest pause
 * @param drain how long a shutdown waits for what has begun
 * @param readyOnlyWhileReading whether the service is unready while its queue cannot be read: not
 *     where it serves others who need no queue. A poller that is no more makes it unready anywhere
 * @param measureCapacity ask DynamoDB what each call consumed, and count it
 */
@ConfigurationProperties("messaging")
public record MessagingConfiguration(
        String source,
        String table,
        @Nullable String topicArn,
        @Nullable String queueUrl,
        @Bindable(defaultValue = "4") int shards,
        @Bindable(defaultValue = "50ms") Duration pace,
        @Bindable(defaultValue = "5s") Duration markPace,
        @Bindable(defaultValue = "3s") Duration deletePace,
        @Bindable(defaultValue = "5s") Duration sweepEvery,
        @Bindable(defaultValue = "10s") Duration sweepAfter,
        @Bindable(defaultValue = "64") int inFlight,
        @Bindable(defaultValue = "1") int pollers,
        @Bindable(defaultValue = "20s") Duration longPoll,
        @Bindable(defaultValue = "30s") Duration visibility,
        @Bindable(defaultValue = "5") int maxReceives,
        @Bindable(defaultValue = "8s") Duration retryBase,
        @Bindable(defaultValue = "2m") Duration retryLimit,
        @Bindable(defaultValue = "15s") Duration drain,
        @Bindable(defaultValue = "false") boolean readyOnlyWhileReading,
        @Bindable(defaultValue = "false") boolean measureCapacity) {

    public MessagingConfiguration {
        if (shards < 1 || shards > 64) {
            throw new IllegalArgumentException("messaging.shards is from 1 to 64");
        }
        if (markPace.multipliedBy(2).compareTo(sweepAfter) > 0) {
            throw new IllegalArgumentException(
                    "messaging.mark-pace is at most half of messaging.sweep-after");
        }
        if (deletePace.multipliedBy(2).compareTo(visibility) > 0) {
            throw new IllegalArgumentException(
                    "messaging.delete-pace is at most half of messaging.visibility");
        }
        if (inFlight < 1 || pollers < 1 || maxReceives < 1) {
            throw new IllegalArgumentException(
                    "messaging.in-flight, pollers and max-receives are at least 1");
        }
    }

    /** The shard of the index that an item with this partition key belongs to. */
    public String shardOf(String pk) {
        return Integer.toString(Math.floorMod(pk.hashCode(), shards));
    }
}
