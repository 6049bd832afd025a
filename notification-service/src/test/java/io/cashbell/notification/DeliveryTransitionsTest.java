package io.cashbell.notification;

import static io.cashbell.notification.NotificationFixtures.NOON;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.notification.DeliveryFact.Claimed;
import io.cashbell.notification.DeliveryFact.GivenUp;
import io.cashbell.notification.DeliveryFact.HandedOver;
import io.cashbell.notification.DeliveryFact.HeardAgain;
import io.cashbell.notification.DeliveryFact.Overtaken;
import io.cashbell.notification.DeliveryFact.Refused;
import io.cashbell.notification.DeliveryFact.ResendAsked;
import io.cashbell.notification.DeliveryFact.Withheld;
import io.cashbell.notification.DeliveryState.Backstop;
import io.cashbell.notification.DeliveryState.Delayed;
import io.cashbell.notification.DeliveryState.Dropped;
import io.cashbell.notification.DeliveryState.Failed;
import io.cashbell.notification.DeliveryState.Planned;
import io.cashbell.notification.DeliveryState.Sending;
import io.cashbell.notification.DeliveryState.Sent;
import io.cashbell.notification.DeliveryState.Why;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state with every fact: the table below is the whole machine, once more and by hand. */
class DeliveryTransitionsTest {
    private static final Instant BEFORE = NOON.minusSeconds(1);
    private static final Instant LATER = NOON.plusSeconds(60);

    private static final Map<String, DeliveryState> STATES = new LinkedHashMap<>();
    private static final Map<String, DeliveryFact> FACTS = new LinkedHashMap<>();

    static {
        STATES.put("queue's", new Sending(NOON, 2, Backstop.QUEUE));
        STATES.put("sweep's", new Sending(NOON, 2, Backstop.SWEEP));
        STATES.put("delayed", new Delayed(NOON, 2, "busy"));
        STATES.put("sent", new Sent(BEFORE, 2));
        STATES.put("failed", new Failed(BEFORE, 2, "busy"));
        STATES.put("planned", new Planned(NOON));
        STATES.put("nobody's", new Sending(NOON, 2, Backstop.NOBODY));
        STATES.put("dropped", new Dropped(BEFORE, 2, Why.NOT_NEEDED));
        STATES.put("barred", new Dropped(BEFORE, 2, Why.SUPPRESSED));
        FACTS.put("claimed too early", new Claimed(BEFORE, LATER));
        FACTS.put("claimed", new Claimed(NOON, LATER));
        FACTS.put("heard again", new HeardAgain(NOON));
        FACTS.put("handed over", new HandedOver(NOON, 2));
        FACTS.put("handed over long ago", new HandedOver(NOON, 1));
        FACTS.put("refused", new Refused(2, LATER, "down"));
        FACTS.put("refused long ago", new Refused(1, LATER, "down"));
        FACTS.put("given up", new GivenUp(NOON, 2, "down"));
        FACTS.put("given up long ago", new GivenUp(NOON, 1, "down"));
        FACTS.put("withheld", new Withheld(NOON, 2, Why.NOT_NEEDED));
        FACTS.put("withheld long ago", new Withheld(NOON, 1, Why.NOT_NEEDED));
        FACTS.put("overtaken", new Overtaken(BEFORE));
        FACTS.put("overtaken late", new Overtaken(NOON));
        FACTS.put("resend asked", new ResendAsked(BEFORE));
        FACTS.put("resend asked late", new ResendAsked(NOON));
    }

    private static final String TABLE =
            """
            queue's | claimed too early    | same
            queue's | claimed              | next attempt
            queue's | heard again          | sweep's
            queue's | handed over          | sent now
            queue's | handed over long ago | sent by first
            queue's | refused              | delayed now
            queue's | refused long ago     | same
            queue's | given up             | failed now
            queue's | given up long ago    | same
            queue's | resend asked         | same
            queue's | resend asked late    | same
            queue's | overtaken            | nobody's
            queue's | overtaken late       | dropped now
            sweep's | claimed too early    | same
            sweep's | claimed              | next attempt
            sweep's | heard again          | same
            sweep's | handed over          | sent now
            sweep's | handed over long ago | sent by first
            sweep's | refused              | delayed now
            sweep's | refused long ago     | same
            sweep's | given up             | failed now
            sweep's | given up long ago    | same
            sweep's | resend asked         | same
            sweep's | resend asked late    | same
            sweep's | overtaken            | nobody's
            sweep's | overtaken late       | dropped now
            delayed | claimed too early    | same
            delayed | claimed              | next attempt
            delayed | heard again          | same
            delayed | handed over          | sent now
            delayed | handed over long ago | sent by first
            delayed | refused              | same
            delayed | refused long ago     | same
            delayed | given up             | same
            delayed | given up long ago    | same
            delayed | resend asked         | sooner
            delayed | resend asked late    | same
            delayed | overtaken            | dropped early
            delayed | overtaken late       | dropped now
            sent    | claimed too early    | same
            sent    | claimed              | same
            sent    | heard again          | same
            sent    | handed over          | same
            sent    | handed over long ago | same
            sent    | refused              | same
            sent    | refused long ago     | same
            sent    | given up             | same
            sent    | given up long ago    | same
            sent    | resend asked         | due again
            sent    | resend asked late    | due now
            sent    | overtaken            | same
            sent    | overtaken late       | same
            failed  | claimed too early    | same
            failed  | claimed              | same
            failed  | heard again          | same
            failed  | handed over          | sent now
            failed  | handed over long ago | sent by first
            failed  | refused              | same
            failed  | refused long ago     | same
            failed  | given up             | same
            failed  | given up long ago    | same
            failed  | resend asked         | due again
            failed  | resend asked late    | due now
            failed  | overtaken            | same
            failed  | overtaken late       | same
            planned | claimed too early    | same
            planned | claimed              | first attempt
            planned | heard again          | same
            planned | handed over          | same
            planned | handed over long ago | same
            planned | refused              | same
            planned | refused long ago     | same
            planned | given up             | same
            planned | given up long ago    | same
            planned | overtaken            | never begun early
            planned | overtaken late       | never begun
            planned | resend asked         | planned early
            planned | resend asked late    | same
            nobody's| claimed too early    | same
            nobody's| claimed              | same
            nobody's| heard again          | same
            nobody's| handed over          | sent now
            nobody's| handed over long ago | sent by first
            nobody's| refused              | dropped now
            nobody's| refused long ago     | same
            nobody's| given up             | dropped now
            nobody's| given up long ago    | same
            nobody's| overtaken            | same
            nobody's| overtaken late       | dropped now
            nobody's| resend asked         | same
            nobody's| resend asked late    | same
            dropped | claimed too early    | same
            dropped | claimed              | same
            dropped | heard again          | same
            dropped | handed over          | sent now
            dropped | handed over long ago | sent by first
            dropped | refused              | same
            dropped | refused long ago     | same
            dropped | given up             | same
            dropped | given up long ago    | same
            dropped | overtaken            | same
            dropped | overtaken late       | same
            dropped | resend asked         | same
            dropped | resend asked late    | same
            queue's | withheld             | dropped now
            queue's | withheld long ago    | same
            sweep's | withheld             | dropped now
            sweep's | withheld long ago    | same
            delayed | withheld             | same
            delayed | withheld long ago    | same
            sent    | withheld             | same
            sent    | withheld long ago    | same
            failed  | withheld             | same
            failed  | withheld long ago    | same
            planned | withheld             | same
            planned | withheld long ago    | same
            nobody's| withheld             | dropped now
            nobody's| withheld long ago    | same
            dropped | withheld             | same
            dropped | withheld long ago    | same
            barred  | claimed too early    | same
            barred  | claimed              | same
            barred  | heard again          | same
            barred  | handed over          | sent now
            barred  | handed over long ago | sent by first
            barred  | refused              | same
            barred  | refused long ago     | same
            barred  | given up             | same
            barred  | given up long ago    | same
            barred  | withheld             | same
            barred  | withheld long ago    | same
            barred  | overtaken            | same
            barred  | overtaken late       | same
            barred  | resend asked         | due again
            barred  | resend asked late    | due now
            """;

    static Stream<Arguments> pairs() {
        return TABLE.lines()
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .map(row -> Arguments.of(row.get(0), row.get(1), row.get(2)));
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @MethodSource("pairs")
    void leadsTo(String state, String fact, String expected) {
        DeliveryState from = requireNonNull(STATES.get(state));
        DeliveryState next = DeliveryTransitions.next(from, requireNonNull(FACTS.get(fact)));

        assertThat(next)
                .isEqualTo(
                        switch (expected) {
                            case "same" -> from;
                            case "sweep's" -> new Sending(NOON, 2, Backstop.SWEEP);
                            case "next attempt" -> new Sending(LATER, 3, Backstop.SWEEP);
                            case "sent now" -> new Sent(NOON, 2);
                            case "sent by first" -> new Sent(NOON, 1);
                            case "delayed now" -> new Delayed(LATER, 2, "down");
                            case "nobody's" -> new Sending(NOON, 2, Backstop.NOBODY);
                            case "dropped now" -> new Dropped(NOON, 2, Why.NOT_NEEDED);
                            case "dropped early" -> new Dropped(BEFORE, 2, Why.NOT_NEEDED);
                            case "never begun" -> new Dropped(NOON, 0, Why.NOT_NEEDED);
                            case "never begun early" -> new Dropped(BEFORE, 0, Why.NOT_NEEDED);
                            case "first attempt" -> new Sending(LATER, 1, Backstop.SWEEP);
                            case "planned early" -> new Planned(BEFORE);
                            case "sooner" -> new Delayed(BEFORE, 2, "busy");
                            case "due again" -> new Delayed(BEFORE, 2, DeliveryTransitions.ASKED);
                            case "due now" -> new Delayed(NOON, 2, DeliveryTransitions.ASKED);
                            case "failed now" -> new Failed(NOON, 2, "down");
                            default -> throw new IllegalArgumentException(expected);
                        });
    }

    @Test
    void theTableHoldsEveryPair() {
        assertThat(pairs().map(pair -> pair.get()[0] + "|" + pair.get()[1]))
                .hasSize(STATES.size() * FACTS.size())
                .doesNotHaveDuplicates();
        assertThat(STATES.values().stream().map(state -> state.getClass().getName()))
                .containsAll(sealedKinds(DeliveryState.class));
        assertThat(FACTS.values().stream().map(fact -> fact.getClass().getName()))
                .containsAll(sealedKinds(DeliveryFact.class));
    }

    private static List<String> sealedKinds(Class<?> type) {
        return Arrays.stream(type.getPermittedSubclasses()).map(Class::getName).toList();
    }
}
