package io.cashbell.web.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.web.command.CommandAnswers.Standing;
import io.cashbell.web.problem.CommonProblem;
import io.cashbell.web.problem.ProblemException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommandsTest {

    private final RememberedAnswers answers = new RememberedAnswers();
    private final Commands commands =
            new Commands(answers, new ObjectMapper(), () -> Instant.EPOCH);

    @Test
    void aCommandWithoutAKeyLeavesNothingBehind() {
        assertThat(send(null, "water", () -> "done").getBody()).hasValue("done");

        assertThat(answers.calls).isEmpty();
    }

    @Test
    void theFirstAnswerIsKeptAndGivenAgain() {
        assertThat(send("k1", "water", () -> "done").code()).isEqualTo(202);

        var again = send("k1", "water", () -> "done twice");

        assertThat(again.getBody()).hasValue("done");
        assertThat(again.code()).isEqualTo(202);
        assertThat(again.getHeaders().get("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void theKeyItselfIsNotKept() {
        send("k1-very-secret", "water", () -> "done");

        assertThat(answers.calls).noneMatch(call -> call.contains("secret"));
    }

    @Test
    void anotherCommandUnderTheKeyIsRefused() {
        send("k1", "water", () -> "done");

        assertRefused(() -> send("k1", "dig", () -> "dug"), CommandProblem.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void aCommandThatIsStillCarriedOutIsNotBegunAgain() {
        answers.standing = new Standing.UnderWay();

        assertRefused(() -> send("k1", "water", () -> "done"), CommonProblem.CONFLICT);
    }

    @Test
    void aRefusalLeavesTheKeyFree() {
        assertThatThrownBy(
                        () ->
                                send(
                                        "k1",
                                        "water",
                                        () -> {
                                            throw new IllegalStateException("no water");
                                        }))
                .hasMessage("no water");

        assertThat(send("k1", "water", () -> "done").getBody()).hasValue("done");
    }

    @Test
    void aKeyIsVisibleAscii() {
        for (String key : List.of("a b", "ä", "k".repeat(256))) {
            assertRefused(() -> send(key, "water", () -> "done"), CommonProblem.INVALID_REQUEST);
        }
    }

    private static void assertRefused(Supplier<?> sent, Object type) {
        assertThatThrownBy(sent::get)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.type()).isEqualTo(type));
    }

    private MutableHttpResponse<String> send(
            @Nullable String key, String says, Supplier<String> command) {
        var request = HttpRequest.POST("/gardens", "");
        if (key != null) {
            request.getHeaders().add(Commands.KEY, key);
        }
        return commands.once(request, says, HttpStatus.ACCEPTED, String.class, command);
    }
}
