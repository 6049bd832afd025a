package io.cashbell.payment.gateway;

import io.cashbell.payment.BusinessDay;
import io.cashbell.payment.OrderId;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A gateway's own record of what it took, and gave back, on one day. */
public interface Statement {

    GatewayName gateway();

    /**
     * Reads the record of {@code day} from beginning to end, a line at a time; not twice at once.
     *
     * @param refunds gets what the record says of money given back: WeChat Pay's each refund of the
     *     day, the others' what was given back by now of the payments of the day
     * @throws NoStatementException if it is not there, broken off, or not as documented: the day is
     *     not closed then, since half a record looks like missing money
     */
    void read(BusinessDay day, Consumer<StatementLine> lines, Consumer<RefundLine> refunds)
            throws NoStatementException;

    /**
     * Asks the gateway about one line, by a call whose answer may be believed.
     *
     * @param attempt our number as the line spells it
     * @param orderId the line's, if it has one
     * @return what is to be settled; empty where the gateway does not say that it was paid
     */
    Optional<GatewayNotice> confirm(String attempt, @Nullable OrderId orderId);
}
