package io.cashbell.payment.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cashbell.payment.RefundId;
import io.cashbell.payment.RefundRequest;
import java.util.Objects;

/** {@code order.refund-requested.v1}, as we read it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record OrderRefundRequested(String orderId, String refundId, Amount amount, String reason) {

    public static final String TYPE = "order.refund-requested.v1";

    public OrderRefundRequested {
        Objects.requireNonNull(orderId, "orderId");
        Objects.requireNonNull(refundId, "refundId");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(reason, "reason");
    }

    public RefundRequest toRequest() {
        return new RefundRequest(new RefundId(refundId), amount.toMoney(), reason, null);
    }
}
