package io.cashbell.payment.store;

import io.cashbell.messaging.item.Values;
import io.cashbell.payment.PaymentRecord.Closing;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** That a person has dealt with a dispute, as a member of it. */
final class ClosingItem {

    private static final String NAME = "d";
    private static final String TIME = "t";
    private static final String BY = "b";
    private static final String NOTE = "w";

    private ClosingItem() {}

    static String path(String dispute) {
        return PaymentItem.DISPUTES + "." + dispute + "." + NAME;
    }

    static AttributeValue of(Closing closing) {
        return Values.of(
                Map.of(
                        TIME, Values.of(closing.at().toEpochMilli()),
                        BY, Values.of(closing.by()),
                        NOTE, Values.of(closing.note())));
    }

    /** Null while nobody has dealt with it. */
    static @Nullable Closing read(Map<String, AttributeValue> dispute) {
        Map<String, AttributeValue> members = Values.map(dispute, NAME);
        return members.isEmpty()
                ? null
                : new Closing(
                        Instant.ofEpochMilli(Values.number(members, TIME)),
                        Values.text(members, BY),
                        Values.text(members, NOTE));
    }
}
