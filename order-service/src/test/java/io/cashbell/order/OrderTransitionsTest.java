package io.cashbell.order;

import static io.cashbell.order.OrderFixtures.PAID_AT;
import static io.cashbell.order.OrderFixtures.RECEIPT;
import static io.cashbell.order.OrderFixtures.SHIPMENT;
import static io.cashbell.order.OrderFixtures.TOTAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cashbell.order.OrderState.Cancelled;
import io.cashbell.order.OrderState.Created;
import io.cashbell.order.OrderState.Expired;
import io.cashbell.order.OrderState.Paid;
import io.cashbell.order.OrderState.Refunded;
import io.cashbell.order.OrderState.Shipped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OrderTransitionsTest {
    private static final Map<String, OrderState> STATES = new LinkedHashMap<>();
    private static final Map<String, OrderFact> FACTS = new LinkedHashMap<>();

    static {
        STATES.put("pending", new Created(PaymentStatus.PENDING, 3));
        STATES.put("failed", new Created(PaymentStatus.FAILED, 3));
        STATES.put(
                "awaiting",
                new Created(PaymentStatus.AWAITING_TRANSFER, new Heard(3, OrderFixtures.TRANSFER)));
        STATES.put("on-arrival", new Created(PaymentStatus.DUE_ON_ARRIVAL, 0));
        STATES.put("paid", new Paid(PaymentStatus.CONFIRMED, RECEIPT, null));
        STATES.put("brought", new Paid(PaymentStatus.CONFIRMED, RECEIPT, SHIPMENT));
        STATES.put("shipped", new Shipped(PaymentStatus.CONFIRMED, RECEIPT, SHIPMENT));
        STATES.put("sent-unpaid", new Shipped(PaymentStatus.DUE_ON_ARRIVAL, null, SHIPMENT));
        STATES.put("refunding", new Paid(PaymentStatus.REFUND_PENDING, asked("300"), null));
        STATES.put("all-asked", new Paid(PaymentStatus.REFUND_PENDING, asked("1200"), null));
        STATES.put(
                "partial", new Paid(PaymentStatus.PARTIALLY_REFUNDED, given("300", "900"), null));
        STATES.put(
                "by-hand",
                new Paid(PaymentStatus.CONFIRMED, Receipt.onArrival(PAID_AT, TOTAL), SHIPMENT));
        STATES.put("cancelled", new Cancelled(PaymentStatus.PENDING, null, null, "no", PAID_AT));
        STATES.put(
                "came-back",
                new Cancelled(PaymentStatus.DUE_ON_ARRIVAL, null, SHIPMENT, "no", PAID_AT));
        STATES.put(
                "cancelled+", new Cancelled(PaymentStatus.CONFIRMED, RECEIPT, null, "no", PAID_AT));
        STATES.put("expired", new Expired(PAID_AT));
        STATES.put("refunded", new Refunded(given("1200", "0"), null, PAID_AT));

        FACTS.put("session", new OrderFact.SessionOpened(4));
        FACTS.put("number", new OrderFact.InstructionsIssued(4, OrderFixtures.TRANSFER));
        FACTS.put("fail", new OrderFact.PaymentFailed(4));
        FACTS.put("old-fail", new OrderFact.PaymentFailed(2));
        FACTS.put("confirm", OrderFixtures.confirmed());
        FACTS.put("part", refunded("refund-1", "300", "900"));
        FACTS.put("whole", refunded("refund-2", "1200", "0"));
        FACTS.put("no-refund", new OrderFact.RefundFailed("refund-1", "no", PAID_AT));
        FACTS.put("dispute", new OrderFact.PaymentDisputed("amount"));
        FACTS.put("ship", new OrderFact.GoodsShipped(SHIPMENT));
        FACTS.put("collect", new OrderFact.MoneyCollected(TOTAL, PAID_AT));
        FACTS.put("cancel", new OrderFact.OrderCancelled("no", PAID_AT));
        FACTS.put("deadline", new OrderFact.DeadlinePassed(PAID_AT));
        FACTS.put("ask", new OrderFact.RefundRequested("refund-3", twd("300"), "", PAID_AT));
        FACTS.put("ask-all", new OrderFact.RefundRequested("refund-3", TOTAL, "", PAID_AT));
        FACTS.put("surplus", new OrderFact.SurplusReturned(twd("1200")));
        FACTS.put("note", new OrderFact.Noted("call first"));
    }

    /** = nothing changes, ! refused; else order status / payment status. */
    private static final String TABLE =
            """
            from        session         number                    fail           old-fail confirm             part                         whole              no-refund      dispute ship                       collect        cancel                   deadline        ask                      ask-all                  note surplus
            pending     created/pending created/awaiting-transfer created/failed =        paid/confirmed      !                            !                  =              =       !                          !              cancelled/pending        expired/expired !                        !                        =    =
            failed      created/pending created/awaiting-transfer =failed        =        paid/confirmed      !                            !                  =              =       !                          !              cancelled/failed         expired/expired !                        !                        =    =
            awaiting    =awaiting-transfer created/awaiting-transfer created/failed =        paid/confirmed      !                            !                  =              =       !                          !              cancelled/awaiting-transfer expired/expired !                     !                        =    =
            on-arrival  =               =                         =              =        paid/confirmed      !                            !                  =              =       shipped/due-on-arrival     !              cancelled/due-on-arrival =               !                        !                        =    =
            paid        =               =                         =              =        =                   paid/partially-refunded      refunded/refunded  =              =       shipped/confirmed          !              !                        =               paid/refund-pending      paid/refund-pending      =    =
            refunding   =               =                         =              =        =                   paid/partially-refunded      refunded/refunded  paid/confirmed =       shipped/refund-pending     !              !                        =               paid/refund-pending      !                        =    =
            all-asked   =               =                         =              =        =                   paid/partially-refunded      refunded/refunded  paid/confirmed =       !                          !              !                        =               !                        !                        =    =
            partial     =               =                         =              =        =                   paid/partially-refunded      refunded/refunded  =              =       shipped/partially-refunded !              !                        =               paid/refund-pending      !                        =    =
            brought     =               =                         =              =        =                   paid/partially-refunded      refunded/refunded  =              =       !                          !              !                        =               paid/refund-pending      paid/refund-pending      =    =
            by-hand     =               =                         =              =        =                   paid/partially-refunded      refunded/refunded  =              =       !                          !              !                        =               paid/partially-refunded  refunded/refunded        =    =
            shipped     =               =                         =              =        =                   shipped/partially-refunded   refunded/refunded  =              =       !                          !              !                        =               shipped/refund-pending   shipped/refund-pending   =    =
            sent-unpaid =               =                         =              =        =                   !                            !                  =              =       !                          paid/confirmed cancelled/due-on-arrival =               !                        !                        =    =
            cancelled   =               =                         =              =        cancelled/confirmed !                            !                  =              =       !                          !              !                        =               !                        !                        =    =
            came-back   =               =                         =              =        cancelled/confirmed !                            !                  =              =       !                          !              !                        =               !                        !                        =    =
            cancelled+  =               =                         =              =        =                   cancelled/partially-refunded cancelled/refunded =              =       !                          !              !                        =               cancelled/refund-pending cancelled/refund-pending =    =
            expired     =               =                         =              =        paid/confirmed      !                            !                  =              =       !                          !              cancelled/expired        =               !                        !                        =    =
            refunded    =               =                         =              =        =                   refunded/refunded            refunded/refunded  =              =       !                          !              !                        =               !                        !                        =    =
            """;

    static Stream<Arguments> everyPair() {
        List<String> lines = TABLE.lines().toList();
        List<String> facts = columns(lines.getFirst());
        List<Arguments> pairs = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = columns(line);
            for (int i = 1; i < cells.size(); i++) {
                pairs.add(Arguments.of(cells.getFirst(), facts.get(i), cells.get(i)));
            }
        }
        return pairs.stream();
    }

    @ParameterizedTest(name = "{0} + {1} = {2}")
    @MethodSource("everyPair")
    @Tag("S4-5")
    void everyPairOfStateAndFact(String state, String fact, String expected) {
        OrderState from = known(STATES, state);
        OrderFact happened = known(FACTS, fact);
        if (expected.equals("!")) {
            assertThatThrownBy(() -> OrderTransitions.next(from, happened))
                    .isInstanceOf(IllegalTransitionException.class);
            return;
        }
        OrderState next = OrderTransitions.next(from, happened);
        if (expected.equals("=")) {
            assertThat(next).isEqualTo(from);
        } else if (expected.startsWith("=")) {
            assertThat(next.status()).isEqualTo(from.status());
            assertThat(next.payment().text()).isEqualTo(expected.substring(1));
        } else {
            assertThat(next.status().text() + "/" + next.payment().text()).isEqualTo(expected);
        }
    }

    @Test
    void theTableHasEveryStateAndEveryFact() {
        assertThat(everyPair().count()).isEqualTo((long) STATES.size() * FACTS.size());
        assertThat(STATES.values().stream().map(Object::getClass).distinct())
                .hasSameSizeAs(OrderState.class.getPermittedSubclasses());
        assertThat(FACTS.values().stream().map(Object::getClass).distinct())
                .hasSize(
                        OrderFact.class.getPermittedSubclasses().length
                                - 1
                                + OrderFact.PaymentProgress.class.getPermittedSubclasses().length);
    }

    @Test
    @Tag("S4-32")
    void onlyWhatIsPaidOnArrivalIsShippedBeforeItIsPaid() {
        OrderFact ship = new OrderFact.GoodsShipped(SHIPMENT);
        OrderState sent = OrderTransitions.next(new Created(PaymentStatus.DUE_ON_ARRIVAL, 0), ship);
        OrderState brought =
                OrderTransitions.next(sent, new OrderFact.MoneyCollected(TOTAL, PAID_AT));
        assertThat(brought.status()).isEqualTo(OrderStatus.PAID);
        assertThat(brought.shipment()).isEqualTo(SHIPMENT);
        assertThatThrownBy(() -> OrderTransitions.next(new Created(PaymentStatus.PENDING, 0), ship))
                .isInstanceOf(IllegalTransitionException.class)
                .hasMessageContaining("GoodsShipped");
    }

    private static Money twd(String amount) {
        return Money.parse(amount, Currency.TWD);
    }

    /** A receipt of which that much is on its way back, as refund-1. */
    private static Receipt asked(String amount) {
        return RECEIPT.with(RECEIPT.refunds().asked("refund-1", twd(amount), "", PAID_AT));
    }

    private static Receipt given(String amount, String left) {
        return RECEIPT.with(RECEIPT.refunds().done(refunded("refund-0", amount, left)));
    }

    private static OrderFact.PaymentRefunded refunded(String id, String amount, String left) {
        return new OrderFact.PaymentRefunded(id, twd(amount), twd(left), PAID_AT);
    }

    @Test
    @Tag("S4-42")
    @Tag("S4-45")
    void aNumberToPayWithIsShownUntilItIsNoLongerGood() {
        OrderState pending = new Created(PaymentStatus.PENDING, 3);
        OrderState told =
                OrderTransitions.next(
                        pending, new OrderFact.InstructionsIssued(4, OrderFixtures.TRANSFER));
        assertThat(told.instructions()).isEqualTo(OrderFixtures.TRANSFER);
        assertThat(OrderTransitions.next(told, new OrderFact.PaymentFailed(3))).isEqualTo(told);
        OrderState beside = OrderTransitions.next(told, new OrderFact.SessionOpened(5));
        assertThat(beside.payment()).isEqualTo(PaymentStatus.AWAITING_TRANSFER);
        assertThat(beside.instructions()).isEqualTo(OrderFixtures.TRANSFER);
        assertThat(OrderTransitions.next(beside, new OrderFact.PaymentFailed(4))).isEqualTo(beside);
        for (OrderFact fact :
                List.of(
                        new OrderFact.PaymentFailed(5),
                        OrderFixtures.confirmed(),
                        new OrderFact.DeadlinePassed(PAID_AT))) {
            assertThat(OrderTransitions.next(told, fact).instructions()).isNull();
        }
    }

    private static List<String> columns(String line) {
        return List.of(line.trim().split(" +"));
    }

    private static <T> T known(Map<String, T> named, String name) {
        T value = named.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The table names an unknown " + name);
        }
        return value;
    }
}
