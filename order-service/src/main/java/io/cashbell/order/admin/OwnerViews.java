package io.cashbell.order.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cashbell.order.Address;
import io.cashbell.order.Amount;
import io.cashbell.order.Buyer;
import io.cashbell.order.Order;
import io.cashbell.order.OrderState;
import io.cashbell.order.PaymentStatus;
import io.cashbell.order.Receipt;
import io.cashbell.order.Refund;
import io.cashbell.order.Shipment;
import io.cashbell.order.TimelineEntry;
import io.cashbell.order.lookup.ItemView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders as their owner sees them, with everything that is known of them. */
public final class OwnerViews {
    private OwnerViews() {}

    /** A page of orders. */
    @Schema(name = "OrderList")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record ListView(
            List<OwnedOrder> items,
            @Nullable @Schema(description = "Give it as cursor for the next page; null at the end")
                    String nextCursor) {}

    /** One order. */
    @Schema(name = "OwnedOrder")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OwnedOrder(
            String orderId,
            String status,
            Instant createdAt,
            String locale,
            Amount total,
            List<ItemView> items,
            MoneyView payment,
            BuyerView buyer,
            AddressView shipTo,
            @Nullable ParcelView shipment,
            @Nullable @Schema(description = "Why it was called off") String reason,
            @Schema(description = "What a person has to look at") List<String> concerns,
            @Nullable @Schema(description = "The whole story, oldest first; not in lists")
                    List<LineView> timeline) {}

    /** How the money stands. */
    @Schema(name = "OwnedOrderPayment")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MoneyView(
            String method,
            String status,
            @Nullable Instant expiresAt,
            @Nullable Instant paidAt,
            @Nullable String paymentId,
            @Nullable String gatewayTradeNo,
            @Nullable @Schema(description = "What whoever delivers has to collect")
                    Amount amountToCollect,
            @Nullable @Schema(description = "What may still be given back") Amount refundable,
            List<GivenBackView> refunds) {}

    /** One refund. */
    @Schema(name = "OwnedOrderRefund")
    public record GivenBackView(
            String refundId,
            Amount amount,
            String reason,
            @Schema(
                            type = "string",
                            allowableValues = {"requested", "done", "failed"})
                    String status,
            Instant at) {}

    /** Who ordered. */
    @Schema(name = "OwnedOrderBuyer")
    public record BuyerView(String name, String phone, String email) {}

    /** Where the goods go. */
    @Schema(name = "OwnedOrderAddress")
    public record AddressView(
            String recipient, String line1, String city, String postalCode, String country) {}

    /** Where the goods are. */
    @Schema(name = "OwnedOrderShipment")
    public record ParcelView(String carrier, String trackingNumber, Instant shippedAt) {}

    /** One line of the story. */
    @Schema(name = "OwnedOrderTimeline")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LineView(
            Instant at,
            String actor,
            @Schema(example = "order.shipped") String what,
            String text,
            @Nullable
                    @Schema(
                            description =
                                    "Of what somebody commanded: where the order stood before it")
                    StandingView before,
            @Nullable
                    @Schema(
                            description =
                                    "Of what somebody commanded: where the order stood after it")
                    StandingView after) {}

    /** Where an order stands, in short. */
    @Schema(name = "OwnedOrderStanding")
    public record StandingView(
            @Schema(example = "paid") String status,
            @Schema(example = "confirmed") String paymentStatus) {
        static @Nullable StandingView of(TimelineEntry.@Nullable Standing standing) {
            return standing == null
                    ? null
                    : new StandingView(standing.status().text(), standing.payment().text());
        }
    }

    public static OwnedOrder whole(Order order) {
        return of(order, order.story().stream().map(OwnerViews::line).toList());
    }

    static OwnedOrder listed(Order order) {
        return of(order, null);
    }

    private static OwnedOrder of(Order order, @Nullable List<LineView> timeline) {
        Shipment shipment = order.state().shipment();
        return new OwnedOrder(
                order.id().value(),
                order.state().status().text(),
                order.placedAt(),
                order.locale().tag(),
                order.total().amount(),
                ItemView.of(order),
                money(order),
                buyer(order.buyer()),
                address(order.shipTo()),
                shipment == null
                        ? null
                        : new ParcelView(
                                shipment.carrier(), shipment.trackingNumber(), shipment.at()),
                order.state() instanceof OrderState.Cancelled cancelled ? cancelled.reason() : null,
                order.concerns(),
                timeline);
    }

    private static MoneyView money(Order order) {
        Receipt receipt = order.state().receipt();
        PaymentStatus status = order.state().payment();
        return new MoneyView(
                order.paidBy().code(),
                status.text(),
                order.payableUntil(),
                receipt == null ? null : receipt.paidAt(),
                receipt == null ? null : receipt.paymentId(),
                receipt == null ? null : receipt.gatewayTradeNo(),
                status == PaymentStatus.DUE_ON_ARRIVAL
                                && !(order.state() instanceof OrderState.Cancelled)
                        ? order.total().amount()
                        : null,
                receipt == null ? null : receipt.refunds().left().amount(),
                receipt == null
                        ? List.of()
                        : receipt.refunds().all().stream().map(OwnerViews::refund).toList());
    }

    private static GivenBackView refund(Refund refund) {
        return new GivenBackView(
                refund.id(),
                refund.amount().amount(),
                refund.reason(),
                refund.standing().text(),
                refund.at());
    }

    private static BuyerView buyer(Buyer buyer) {
        return new BuyerView(buyer.name(), buyer.phone().value(), buyer.email().value());
    }

    private static AddressView address(Address address) {
        return new AddressView(
                address.recipient(),
                address.line1(),
                address.city(),
                address.postalCode(),
                address.country());
    }

    private static LineView line(TimelineEntry entry) {
        TimelineEntry.Obeyed command = entry.command();
        return new LineView(
                entry.at(),
                entry.actor(),
                entry.what().text(),
                entry.text(),
                command == null ? null : StandingView.of(command.before()),
                command == null ? null : StandingView.of(command.after()));
    }
}
