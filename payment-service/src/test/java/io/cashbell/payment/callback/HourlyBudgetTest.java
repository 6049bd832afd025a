package io.cashbell.payment.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class HourlyBudgetTest {

    private static final Instant NOW = Instant.parse("2026-01-01T02:03:00Z");
    private static final Instant NEXT_HOUR = NOW.plus(1, ChronoUnit.HOURS);

    private final HourlyBudget budget = new HourlyBudget(2);

    @Test
    void anHourHasItsShareAndTheNextOneAnother() {
        assertThat(budget.take(NOW)).isTrue();
        assertThat(budget.take(NOW)).isTrue();
        assertThat(budget.take(NOW)).isFalse();
        assertThat(budget.take(NEXT_HOUR)).isTrue();
    }

    @Test
    void whatAllTogetherHaveUsedUpIsNotAskedForAgain() {
        budget.take(NOW);
        budget.exhaust(NOW);

        assertThat(budget.take(NOW)).isFalse();
        assertThat(budget.take(NEXT_HOUR)).isTrue();
    }

    @Test
    void lateNewsOfTheHourBeforeTakesNothingFromThisOne() {
        budget.take(NEXT_HOUR);
        budget.exhaust(NOW);

        assertThat(budget.take(NEXT_HOUR)).isTrue();
    }

    @Test
    void aClockThatGoesBackOpensNoHourTwice() {
        budget.take(NEXT_HOUR);
        budget.take(NOW);

        assertThat(budget.take(NOW)).isFalse();
        assertThat(budget.take(NEXT_HOUR)).isFalse();
    }

    @Test
    void nothingIsKeptWhereNothingShallBe() {
        assertThat(new HourlyBudget(0).take(NOW)).isFalse();
    }
}
