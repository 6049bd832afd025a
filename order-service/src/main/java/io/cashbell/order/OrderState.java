package io.cashbell.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where an order stands. Each state carries exactly the facts that are true in it. */
public sealed interface OrderState {

    OrderStatus status();

    PaymentStatus payment();

    /** The money that came in, if any did. */
    default @Nullable Receipt receipt() {
        return null;
    }

    /** The shipment, once there is one. */
    default @Nullable Shipment shipment() {
        return null;
    }

    /** Where the buyer is to pay, while that is what we wait for. */
    default @Nullable Instructions instructions() {
        return null;
    }

    /**
     * Nobody has paid, nothing is sent.
     *
     * @param heard the news that told {@code payment}
     */
    record Created(PaymentStatus payment, Heard heard) implements OrderState {
        public Created {
            if ((heard.instructions() != null) && payment != PaymentStatus.AWAITING_TRANSFER) {
                throw new IllegalArgumentException("Only a transfer has instructions");
            }
            switch (payment) {
                case PENDING, AWAITING_TRANSFER, DUE_ON_ARRIVAL, FAILED, EXPIRED -> {}
                case CONFIRMED, REFUND_PENDING, PARTIALLY_REFUNDED, REFUNDED ->
                        throw new IllegalArgumentException("With money it is not just created");
            }
        }

        /**
         * @param sequence of the news that told {@code payment}; 0 if none did yet
         */
        public Created(PaymentStatus payment, long sequence) {
            this(payment, new Heard(sequence, null));
        }

        @Override
        public @Nullable Instructions instructions() {
            return heard.instructions();
        }

        @Override
        public OrderStatus status() {
            return OrderStatus.CREATED;
        }
    }

    /**
     * The money is in.
     *
     * @param shipment set where the goods went first: pay on arrival
     */
    record Paid(PaymentStatus payment, Receipt receipt, @Nullable Shipment shipment)
            implements OrderState {
        @Override
        public OrderStatus status() {
            return OrderStatus.PAID;
        }
    }

    /**
     * The goods are on their way.
     *
     * @param receipt null where the money is collected on arrival
     */
    record Shipped(PaymentStatus payment, @Nullable Receipt receipt, Shipment shipment)
            implements OrderState {
        @Override
        public OrderStatus status() {
            return OrderStatus.SHIPPED;
        }
    }

    /**
     * Called off.
     *
     * @param receipt set where money came in all the same; somebody must give it back
     * @param shipment set where the goods had gone, to be paid on arrival, and nobody paid
     */
    record Cancelled(
            PaymentStatus payment,
            @Nullable Receipt receipt,
            @Nullable Shipment shipment,
            String reason,
            Instant at)
            implements OrderState {
        @Override
        public OrderStatus status() {
            return OrderStatus.CANCELLED;
        }
    }

    /** Nobody paid in time. */
    record Expired(Instant at) implements OrderState {
        @Override
        public OrderStatus status() {
            return OrderStatus.EXPIRED;
        }

        @Override
        public PaymentStatus payment() {
            return PaymentStatus.EXPIRED;
        }
    }

    /** All the money went back. */
    record Refunded(Receipt receipt, @Nullable Shipment shipment, Instant at)
            implements OrderState {
        @Override
        public OrderStatus status() {
            return OrderStatus.REFUNDED;
        }

        @Override
        public PaymentStatus payment() {
            return PaymentStatus.REFUNDED;
        }
    }
}
