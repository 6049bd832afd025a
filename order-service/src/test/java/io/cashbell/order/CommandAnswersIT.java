package io.cashbell.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.local.process.Resources;
import io.cashbell.web.command.CommandAnswers;
import io.cashbell.web.command.CommandAnswers.Standing;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers to commands in the service's own table, where writes are lost, repeated and late. */
@Timeout(120)
class CommandAnswersIT extends ServiceOnABackend {
    private static final String SAYS = "refund 100";
    private static final Instant NOW = Instant.parse("2031-03-01T02:00:00Z");
    private static final Standing.Answered FIRST = new Standing.Answered(200, "\"first\"");
    private static final Standing.Answered SECOND = new Standing.Answered(200, "\"second\"");

    private final String name = UUID.randomUUID().toString();
    private CommandAnswers answers;

    CommandAnswersIT(Resources resources) {
        super(resources);
    }

    @BeforeEach
    void find() {
        answers = shop.the(CommandAnswers.class);
    }

    @Test
    void whoseWriteIsRepeatedByTheClientHasBegun() {
        assertThat(begin("one", NOW)).isInstanceOf(Standing.Begun.class);

        assertThat(begin("one", NOW)).isInstanceOf(Standing.Begun.class);
        assertThat(begin("two", NOW)).isInstanceOf(Standing.UnderWay.class);
    }

    @Test
    void anAnswerThatIsKeptTwiceByItsWriterStands() {
        begin("one", NOW);

        answers.keep(name, "one", FIRST);
        answers.keep(name, "one", FIRST);

        assertThat(begin("two", NOW)).isEqualTo(FIRST);
    }

    @Test
    void whoComesLateAndIsRefusedTakesNobodysAnswerAway() {
        begin("one", NOW);
        Instant later = NOW.plus(CommandAnswers.ABANDONED);
        assertThat(begin("two", later)).isInstanceOf(Standing.Begun.class);
        answers.keep(name, "two", SECOND);

        answers.forget(name, "one");

        assertThat(begin("three", later)).isEqualTo(SECOND);
    }

    @Test
    void whoComesLateWithAnAnswerChangesNobodys() {
        begin("one", NOW);
        Instant later = NOW.plus(CommandAnswers.ABANDONED);
        begin("two", later);
        answers.keep(name, "two", SECOND);

        answers.keep(name, "one", FIRST);

        assertThat(begin("three", later)).isEqualTo(SECOND);
    }

    @Test
    void aRefusedCommandLeavesItsNameFreeHoweverOftenThatIsSaid() {
        begin("one", NOW);

        answers.forget(name, "one");
        answers.forget(name, "one");

        assertThat(begin("two", NOW)).isInstanceOf(Standing.Begun.class);
    }

    private Standing begin(String by, Instant at) {
        return answers.begin(name, by, SAYS, at);
    }
}
