package io.cashbell.payment;

import java.util.Optional;

/** Payments as the owner looks at them; nothing is decided by what is read here. */
public interface PaymentRecords {

    Optional<PaymentRecord> find(OrderId orderId);
}
