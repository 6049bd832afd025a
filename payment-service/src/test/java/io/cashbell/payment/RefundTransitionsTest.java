package io.cashbell.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cashbell.payment.RefundFact.AnswerLost;
import io.cashbell.payment.RefundFact.DoneByPerson;
import io.cashbell.payment.RefundFact.GivenUp;
import io.cashbell.payment.RefundFact.MoneyReturned;
import io.cashbell.payment.RefundFact.PersonNeeded;
import io.cashbell.payment.RefundFact.Postponed;
import io.cashbell.payment.RefundFact.StepClaimed;
import io.cashbell.payment.RefundFact.StepDone;
import io.cashbell.payment.RefundFact.StepUndone;
import io.cashbell.payment.RefundFact.TakenOn;
import io.cashbell.payment.RefundState.Accepted;
import io.cashbell.payment.RefundState.Failed;
import io.cashbell.payment.RefundState.Manual;
import io.cashbell.payment.RefundState.Refunded;
import io.cashbell.payment.RefundState.Requested;
import io.cashbell.payment.RefundState.Underway;
import io.cashbell.payment.RefundState.Unknown;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefundTransitionsTest {

    private static final Instant THEN = Instant.parse("2026-01-01T02:00:00Z");
    private static final Instant NOW = Instant.parse("2026-01-01T02:10:00Z");
    private static final RefundStep STEP = new RefundStep("cancel", "1200");

    private static final List<RefundState> STATES =
            List.of(
                    new Requested(THEN, ""),
                    new Underway(STEP, THEN),
                    new Unknown(STEP, THEN),
                    new Accepted(STEP, THEN),
                    new Manual("card-unknown", THEN),
                    new Refunded(THEN),
                    new Failed("refused", "-784"));

    private static final List<RefundFact> FACTS =
            List.of(
                    new Postponed(NOW, "closing"),
                    new StepClaimed(STEP, NOW),
                    new AnswerLost(),
                    new StepDone(NOW),
                    new StepUndone(NOW, "gateway-silent"),
                    new TakenOn(NOW),
                    new MoneyReturned(NOW),
                    new RefundFact.Refused("refused-balance", "error_balance"),
                    new PersonNeeded("contradicts-our-record", NOW),
                    new DoneByPerson(NOW, "somebody"),
                    new GivenUp("nobody answers", "somebody"));

    /** Where each fact leads, in the order of {@link #FACTS}; a dash changes nothing. */
    private static final Map<Class<?>, String> TABLE =
            Map.of(
                    Requested.class, "wait call - - - - back fail hand - -",
                    Underway.class, "- - lost next again accept back fail hand - -",
                    Unknown.class, "- - - next again accept back fail hand - -",
                    Accepted.class, "- - - - again - back fail hand - -",
                    Manual.class, "- - - - - - back - - back up",
                    Refunded.class, "- - - - - - - - - - -",
                    Failed.class, "- - - - - - - - - - -");

    static Stream<Arguments> pairs() {
        return STATES.stream()
                .flatMap(
                        from -> {
                            String[] row =
                                    Objects.requireNonNull(TABLE.get(from.getClass()))
                                            .split(" ", -1);
                            return Stream.iterate(0, i -> i < FACTS.size(), i -> i + 1)
                                    .map(i -> arguments(from, FACTS.get(i), state(from, row[i])));
                        });
    }

    private static RefundState state(RefundState from, String word) {
        return switch (word) {
            case "wait" -> new Requested(NOW, "closing");
            case "call" -> new Underway(STEP, NOW);
            case "lost" -> new Unknown(STEP, THEN);
            case "next" -> new Requested(NOW, "cancel");
            case "again" -> new Requested(NOW, "gateway-silent");
            case "accept" -> new Accepted(STEP, NOW);
            case "back" -> new Refunded(NOW);
            case "fail" -> new Failed("refused-balance", "error_balance");
            case "up" -> new Failed("nobody answers", null);
            case "hand" -> new Manual("contradicts-our-record", NOW);
            default -> from;
        };
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void everyFactHasItsEffectOnEveryState(RefundState from, RefundFact fact, RefundState next) {
        assertThat(RefundTransitions.next(from, fact)).isEqualTo(next);
    }

    @Test
    void noPairIsForgotten() {
        assertThat(classes(STATES)).isEqualTo(Set.of(RefundState.class.getPermittedSubclasses()));
        assertThat(classes(FACTS)).isEqualTo(Set.of(RefundFact.class.getPermittedSubclasses()));
        assertThat(TABLE.values())
                .allSatisfy(row -> assertThat(row.split(" ", -1)).hasSize(FACTS.size()));
    }

    @Test
    void moneyIsBackOnlyWhenTheGatewayOrAPersonSaysSo() {
        assertThat(
                        pairs().filter(pair -> pair.get()[2] instanceof Refunded)
                                .filter(pair -> !(pair.get()[0] instanceof Refunded))
                                .map(pair -> pair.get()[1])
                                .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        new MoneyReturned(NOW), new DoneByPerson(NOW, "somebody"));
    }

    @Test
    void whatWechatPayCouldNotCarryOutItMayStillClose() {
        RefundState abnormal = new Manual("refund-abnormal", THEN);
        RefundFact closed = new RefundFact.Refused("refund-closed", "CLOSED");

        assertThat(RefundTransitions.next(abnormal, closed))
                .isEqualTo(new Failed("refund-closed", "CLOSED"));
        assertThat(RefundTransitions.next(abnormal, new MoneyReturned(NOW)))
                .isEqualTo(new Refunded(NOW));
    }

    private static Set<Class<?>> classes(List<?> values) {
        return values.stream().map(Object::getClass).collect(Collectors.toSet());
    }

    @Test
    void everyCodeThatAStateCarriesHasWords() {
        assertThat(
                        Arrays.asList("", "closing", "card-unknown", "above-the-rest").stream()
                                .map(RefundWords::of))
                .allSatisfy(words -> assertThat(words).endsWith("."));
    }
}
