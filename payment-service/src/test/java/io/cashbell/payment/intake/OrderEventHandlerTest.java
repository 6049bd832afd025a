package io.cashbell.payment.intake;

import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.opened;
import static io.cashbell.payment.PaymentFixtures.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.messaging.event.CloudEvent;
import io.cashbell.payment.FakePayments;
import io.cashbell.payment.FakeRefunds;
import io.cashbell.payment.FakeSwitchedOffMethods;
import io.cashbell.payment.LatePayments;
import io.cashbell.payment.Money;
import io.cashbell.payment.MoneyRules;
import io.cashbell.payment.MovableClock;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.OrderedItem;
import io.cashbell.payment.Payment;
import io.cashbell.payment.PaymentFixtures;
import io.cashbell.payment.PaymentMethod;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import io.cashbell.payment.PaymentState.Cancelled;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.PaymentState.Expired;
import io.cashbell.payment.event.Contracts;
import io.cashbell.payment.gateway.ScriptedGateway;
import io.cashbell.payment.refund.RefundRuns;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderEventHandlerTest {

    private final FakePayments payments = new FakePayments();
    private final MovableClock clock = new MovableClock();
    private final FakeRefunds refunds = new FakeRefunds(payments, clock);
    private final FakeSwitchedOffMethods switchedOff = new FakeSwitchedOffMethods();
    private final OrderEventHandler handler = handler(true);

    private OrderEventHandler handler(boolean refundsCancelledOrders) {
        return new OrderEventHandler(
                payments,
                RefundRuns.requests(refunds, payments, new ScriptedGateway().alone(), clock),
                switchedOff,
                new MoneyRules(false, LatePayments.REFUND, refundsCancelledOrders),
                Contracts.JSON,
                clock);
    }

    @Test
    void whatTheOwnerSwitchedOffIsKept() throws Exception {
        handler.handle(Contracts.example("shop.payment-methods-changed.v1"));

        assertThat(switchedOff.latest())
                .containsExactlyInAnyOrder(PaymentMethod.ECPAY_ATM, PaymentMethod.ECPAY_BARCODE);
    }

    @Test
    void aNewOrderWaitsForItsMoney() throws Exception {
        handler.handle(Contracts.example("order.created.v1"));

        Payment payment = payments.get(new OrderId("a7n41c3gh2t85ghhek86sqhy78"));
        assertThat(payment.method()).isEqualTo(PaymentMethod.ECPAY_CREDIT);
        assertThat(payment.amount()).isEqualTo(Money.of("2180", "TWD"));
        assertThat(payment.items())
                .containsExactly(
                        new OrderedItem("阿里山高山烏龍", 2, Money.of("1200", "TWD")),
                        new OrderedItem("東方美人茶", 1, Money.of("980", "TWD")));
        assertThat(payment.locale()).isEqualTo("zh-TW");
        assertThat(payment.expiresAt()).isEqualTo(Instant.parse("2026-03-14T02:56:53Z"));
        assertThat(payment.accessTokenHash())
                .isEqualTo("LXEWQrcmsEQBYnyp-6wy9chTD7GQPMTbAiWHF5IaSIE");
        assertThat(payment.state()).isEqualTo(new AwaitingCustomer());
    }

    @Test
    void aSecondCopyKeepsThePaymentAsItIs() throws Exception {
        CloudEvent event = Contracts.example("order.created.v1");
        handler.handle(event);
        Payment before = payments.get(new OrderId(event.subject()));

        handler.handle(event);

        assertThat(payments.get(new OrderId(event.subject()))).isEqualTo(before);
    }

    @Test
    void anOrderPaidOnArrivalNeedsNoGatewayAndNoWrite() throws Exception {
        handler.handle(Contracts.example("order.created.v1.pay-on-arrival"));

        assertThat(payments.writeCount()).isZero();
    }

    @Test
    void anExpiredOrderIsNoLongerPayable() throws Exception {
        handler.handle(Contracts.example("order.created.v1"));

        handler.handle(Contracts.example("order.expired.v1"));

        assertThat(payments.get(new OrderId("a7n41c3gh2t85ghhek86sqhy78")).state())
                .isEqualTo(new Expired());
    }

    @Test
    void anUnpaidOrderThatIsCalledOffIsNoLongerPayable() throws Exception {
        handler.handle(Contracts.example("order.created.v1"));

        handler.handle(Contracts.example("order.cancelled.v1"));
        handler.handle(Contracts.example("order.cancelled.v1"));

        Payment payment = payments.get(new OrderId("a7n41c3gh2t85ghhek86sqhy78"));
        assertThat(payment.state()).isEqualTo(new Cancelled());
        assertThat(payment.refunds()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPaidOrderThatIsCalledOffGivesBackWhatIsLeftOnceIfTheShopSaysSo(boolean goesBack)
            throws Exception {
        CloudEvent cancelled = Contracts.example("order.cancelled.v1");
        put(cancelled);
        OrderId order = new OrderId(cancelled.subject());
        refunds.request(order, wish("a-part-before-that-came", "200"));

        handler(goesBack).handle(cancelled);
        handler(goesBack).handle(cancelled);

        Payment payment = payments.get(order);
        assertThat(payment.state()).isInstanceOf(Confirmed.class);
        assertThat(payment.refunds()).hasSize(goesBack ? 2 : 1);
        assertThat(payment.refundable()).isEqualTo(Money.of(goesBack ? "0" : "1000", "TWD"));
    }

    @Test
    void aCancellationThatComesBeforeItsOrderIsTriedAgainButNotForEver() throws Exception {
        CloudEvent cancelled = Contracts.example("order.cancelled.v1");
        ((ObjectNode) cancelled.data()).remove("paymentMethod");
        clock.set(cancelled.time().plusSeconds(5));
        assertThatThrownBy(() -> handler.handle(cancelled)).isInstanceOf(RuntimeException.class);

        clock.set(cancelled.time().plusSeconds(60));
        handler.handle(cancelled);
        ((ObjectNode) cancelled.data()).put("paymentMethod", "ecpay-credit");
        assertThatThrownBy(() -> handler.handle(cancelled)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void anOrderPaidOnArrivalIsCalledOffWithoutUs() throws Exception {
        CloudEvent cancelled = Contracts.example("order.cancelled.v1");
        ((ObjectNode) cancelled.data()).put("paymentMethod", "pay-on-arrival");
        clock.set(cancelled.time());

        handler.handle(cancelled);

        assertThat(refunds.told()).isEmpty();
    }

    @Test
    void aRequestedRefundIsKeptOnce() throws Exception {
        CloudEvent wish = Contracts.example("order.refund-requested.v1");
        put(wish);

        handler.handle(wish);
        handler.handle(wish);

        assertThat(payments.get(new OrderId(wish.subject())).refundable())
                .isEqualTo(Money.of("220", "TWD"));
    }

    @Test
    void aRefundOfWhatIsNotPaidIsToldAsFailedOnce() throws Exception {
        CloudEvent wish = Contracts.example("order.refund-requested.v1");
        handler.handle(Contracts.example("order.created.v1"));

        handler.handle(wish);
        handler.handle(wish);

        assertThat(refunds.told()).containsExactly("failed t3x9sh28803a20trrbbd01b2hr");
    }

    @Test
    void aRefundThatComesBeforeItsOrderIsTriedAgain() throws IOException {
        CloudEvent wish = Contracts.example("order.refund-requested.v1");

        assertThatThrownBy(() -> handler.handle(wish)).isInstanceOf(RuntimeException.class);
    }

    /** 1,200 dollars that the order of {@code event} has paid. */
    private void put(CloudEvent event) {
        Payment paid = PaymentFixtures.confirmed();
        Payment other = PaymentFixtures.of(new OrderId(event.subject()), paid.expiresAt());
        payments.put(
                PaymentFixtures.withState(
                        PaymentFixtures.withAttempt(
                                other, PaymentFixtures.attempt(PaymentFixtures.FIRST)),
                        paid.state()));
    }

    @Test
    void anEndThatComesBeforeItsBeginningIsTriedAgain() throws IOException {
        CloudEvent expired = Contracts.example("order.expired.v1");

        assertThatThrownBy(() -> handler.handle(expired)).isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order.shipped.v1", "payment.confirmed.v1"})
    void otherTypesAskNothingOfUs(String type) throws Exception {
        payments.put(opened());

        handler.handle(Contracts.example(type));

        assertThat(payments.writeCount()).isZero();
        assertThat(payments.get(ORDER)).isEqualTo(opened());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orderId",
                "items",
                "total",
                "paymentMethod",
                "locale",
                "expiresAt",
                "accessTokenHash"
            })
    void anEventThatLacksWhatWeReadIsNotHandled(String field) throws Exception {
        CloudEvent event = Contracts.example("order.created.v1");
        ((ObjectNode) event.data()).remove(field);

        assertThatThrownBy(() -> handler.handle(event)).isInstanceOf(Exception.class);
        assertThat(payments.writeCount()).isZero();
    }

    @Test
    void aFieldThatWeDoNotKnowDoesNoHarm() throws Exception {
        CloudEvent event = Contracts.example("order.created.v1");
        ((ObjectNode) event.data()).put("somethingNew", true);

        handler.handle(event);

        assertThat(payments.find(new OrderId(event.subject()))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "1e3", "", "99999999999999"})
    void anAmountThatIsNoneIsNotHandled(String amount) throws Exception {
        CloudEvent event = Contracts.example("order.created.v1");
        ((ObjectNode) event.data().get("total")).put("amount", amount);

        assertThatThrownBy(() -> handler.handle(event)).isInstanceOf(Exception.class);
        assertThat(payments.writeCount()).isZero();
    }
}
