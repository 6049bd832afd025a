package io.cashbell.order;

import static io.cashbell.order.OrderFixtures.PAID_AT;
import static io.cashbell.order.OrderFixtures.RECEIPT;
import static io.cashbell.order.OrderFixtures.SHIPMENT;
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
        STATES.put("cancelled", new Cancelled(PaymentStatus.PENDING, null, "no", PAID_AT));
        STATES.put("cancelled+", new Cancelled(PaymentStatus.CONFIRMED, RECEIPT, "no", PAID_AT));
        STATES.put("expired", new Expired(PAID_AT));
        STATES.put("refunded", new Refunded(RECEIPT, null, PAID_AT));

        FACTS.put("session", new OrderFact.SessionOpened(4));
        FACTS.put("number", new OrderFact.InstructionsIssued(4, OrderFixtures.TRANSFER));
        FACTS.put("fail", new OrderFact.PaymentFailed(4));
        FACTS.put("old-fail", new OrderFact.PaymentFailed(2));
        FACTS.put("confirm", OrderFixtures.confirmed());
        FACTS.put("part", new OrderFact.PaymentRefunded(new Money(100, Currency.TWD), PAID_AT));
        FACTS.put("whole", new OrderFact.PaymentRefunded(Money.zero(Currency.TWD), PAID_AT));
        FACTS.put("no-refund", new OrderFact.RefundFailed("no"));
        FACTS.put("dispute", new OrderFact.PaymentDisputed("amount"));
        FACTS.put("ship", new OrderFact.GoodsShipped(SHIPMENT));
        FACTS.put("collect", new OrderFact.MoneyCollected(PAID_AT));
        FACTS.put("cancel", new OrderFact.OrderCancelled("no", PAID_AT));
        FACTS.put("deadline", new OrderFact.DeadlinePassed(PAID_AT));
    }

    /** = nothing changes, ! refused; else order status / payment status. */
    private static final String TABLE =
            """
            from        session         number                    fail           old-fail confirm             part                         whole              no-refund dispute ship                   collect        cancel                   deadline
            pending     created/pending created/awaiting-transfer created/failed =        paid/confirmed      !                            !                  =         =       !                      !              cancelled/pending        expired/expired
            failed      created/pending created/awaiting-transfer =failed        =        paid/confirmed      !                            !                  =         =       !                      !              cancelled/failed         expired/expired
            awaiting    created/pending created/awaiting-transfer created/failed =        paid/confirmed      !                            !                  =         =       !                      !              cancelled/awaiting-transfer expired/expired
            on-arrival  =               =                         =              =        paid/confirmed      !                            !                  =         =       shipped/due-on-arrival !              cancelled/due-on-arrival =
            paid        =               =                         =              =        =                   paid/partially-refunded      refunded/refunded  =         =       shipped/confirmed      !              !                        =
            brought     =               =                         =              =        =                   paid/partially-refunded      refunded/refunded  =         =       !                      !              !                        =
            shipped     =               =                         =              =        =                   shipped/partially-refunded   refunded/refunded  =         =       !                      !              !                        =
            sent-unpaid =               =                         =              =        =                   !                            !                  =         =       !                      paid/confirmed !                        =
            cancelled   =               =                         =              =        cancelled/confirmed !                            !                  =         =       !                      !              !                        =
            cancelled+  =               =                         =              =        =                   cancelled/partially-refunded cancelled/refunded =         =       !                      !              !                        =
            expired     =               =                         =              =        paid/confirmed      !                            !                  =         =       !                      !              cancelled/expired        =
            refunded    =               =                         =              =        =                   =                            =                  =         =       !                      !              !                        =
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
        OrderState brought = OrderTransitions.next(sent, new OrderFact.MoneyCollected(PAID_AT));
        assertThat(brought.status()).isEqualTo(OrderStatus.PAID);
        assertThat(brought.shipment()).isEqualTo(SHIPMENT);
        assertThatThrownBy(() -> OrderTransitions.next(new Created(PaymentStatus.PENDING, 0), ship))
                .isInstanceOf(IllegalTransitionException.class)
                .hasMessageContaining("GoodsShipped");
    }

    @Test
    @Tag("S4-42")
    @Tag("S4-45")
    void aNumberToPayWithIsShownUntilSomethingElseIsTold() {
        OrderState pending = new Created(PaymentStatus.PENDING, 3);
        OrderState told =
                OrderTransitions.next(
                        pending, new OrderFact.InstructionsIssued(4, OrderFixtures.TRANSFER));
        assertThat(told.instructions()).isEqualTo(OrderFixtures.TRANSFER);
        assertThat(OrderTransitions.next(told, new OrderFact.PaymentFailed(3))).isEqualTo(told);
        for (OrderFact fact :
                List.of(
                        new OrderFact.SessionOpened(5),
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
