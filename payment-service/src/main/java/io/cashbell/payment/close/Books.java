package io.cashbell.payment.close;

import io.cashbell.payment.BusinessDay;
import io.cashbell.payment.OrderId;
import java.util.function.Consumer;

/** What we know of a day's payments; read page by page, never by going through the table. */
public interface Books {

    /** Every payment that was confirmed for {@code merchant} and paid on {@code day}. */
    void paidOn(String merchant, BusinessDay day, Consumer<BookEntry> entries);

    /** Every payment that has not come to its end. */
    void open(Consumer<OrderId> orders);
}
