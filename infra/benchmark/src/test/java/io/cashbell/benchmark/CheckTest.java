package io.cashbell.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckTest {
    private static final Set<String> BOTH = Set.of("one", "another");
    private static final Set<String> ONE = Set.of("one");
    private static final Tap.Confirmations CONFIRMED =
            new Tap.Confirmations(Set.of("event 1", "event 2"), BOTH);

    @Test
    void whatIsPlacedPaidConfirmedAndMailedOnceIsEqual() {
        var check = new Check(BOTH, 2, CONFIRMED, new Mails(2, BOTH));

        assertThat(check.isSound()).isTrue();
        assertThat(check)
                .hasToString(
                        "check: 2 orders placed, 2 paid, 2 confirmations (2 events),"
                                + " 2 mailed (2 mails): equal");
    }

    @Test
    void anOrderThatIsMailedTwiceIsNotEqual() {
        var check = new Check(BOTH, 2, CONFIRMED, new Mails(3, BOTH));

        assertThat(check.isSound()).isFalse();
        assertThat(check.toString()).endsWith("2 mailed (3 mails): NOT EQUAL");
    }

    @Test
    void anOrderThatIsMailedTwiceInPlaceOfAnotherIsNotEqual() {
        assertThat(new Check(BOTH, 2, CONFIRMED, new Mails(2, ONE)).isSound()).isFalse();
    }

    @Test
    void anOrderThatIsNotPaidOrConfirmedOnceIsNotEqual() {
        var mails = new Mails(2, BOTH);
        var missed = new Tap.Confirmations(Set.of("event 1"), ONE);
        var twice = new Tap.Confirmations(Set.of("event 1", "event 2", "event 3"), BOTH);

        assertThat(new Check(BOTH, 1, CONFIRMED, mails).isSound()).isFalse();
        assertThat(new Check(BOTH, 2, missed, mails).isSound()).isFalse();
        assertThat(new Check(BOTH, 2, twice, mails).isSound()).isFalse();
    }
}
