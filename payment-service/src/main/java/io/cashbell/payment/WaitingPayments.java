package io.cashbell.payment;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The payments of which something waits for a person: a dispute that nobody has looked at, or money
 * that has to be given back by hand. Whatever is dealt with leaves the list in the same write.
 */
public interface WaitingPayments {

    /**
     * Those that have waited longest first.
     *
     * @param after goes on after this one, as {@link Page#next()} gave it; null begins
     * @param most from 1 to 100
     */
    Page page(@Nullable String after, int most);

    /**
     * Says that a person has dealt with a dispute; a second closing changes nothing.
     *
     * @param key of the dispute
     * @return the dispute with its first closing; empty where the payment has none of that key
     */
    Optional<PaymentRecord.KeptDispute> close(
            OrderId orderId, String key, PaymentRecord.Closing closing);

    /**
     * @param next where to go on; null at the end
     */
    record Page(List<PaymentRecord> payments, @Nullable String next) {

        public Page {
            payments = List.copyOf(payments);
        }
    }
}
