package io.cashbell.web.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.web.command.CommandAnswers.Standing.Another;
import io.cashbell.web.command.CommandAnswers.Standing.Answered;
import io.cashbell.web.command.CommandAnswers.Standing.Begun;
import io.cashbell.web.command.CommandAnswers.Standing.UnderWay;
import io.cashbell.web.problem.CommonProblem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Answers a command again as it was answered first, where its caller gave it a name by {@code
 * Idempotency-Key}. The commands do no harm twice themselves; this is about the answer. A refusal
 * leaves the key free. Without a key nothing is kept.
 */
@Singleton
public class Commands {

    /** The header that names a command: 1 to 255 visible ASCII characters. */
    public static final String KEY = "Idempotency-Key";

    private static final String REPLAYED = "Idempotency-Replayed";
    private static final int LONGEST = 255;

    private final CommandAnswers answers;
    private final ObjectMapper json;
    private final InstantSource clock;

    Commands(CommandAnswers answers, ObjectMapper json, InstantSource clock) {
        this.answers = answers;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @param says what the command says beside its address; two that say the same are equal as text
     * @param status of the first answer; a repeat has the same
     * @param command run once; whatever it throws is a refusal
     */
    public <T> MutableHttpResponse<T> once(
            HttpRequest<?> request,
            Object says,
            HttpStatus status,
            Class<T> type,
            Supplier<T> command) {
        Optional<String> key = key(request.getHeaders().getAll(KEY));
        if (key.isEmpty()) {
            return HttpResponse.<T>status(status).body(command.get());
        }
        String name = hash(key.get());
        String content = hash(request.getMethod() + " " + request.getPath() + " " + says);
        String by = UUID.randomUUID().toString();
        return switch (answers.begin(name, by, content, clock.instant())) {
            case Begun _ -> HttpResponse.<T>status(status).body(first(name, by, status, command));
            case Answered(var code, var body) ->
                    HttpResponse.<T>status(HttpStatus.valueOf(code))
                            .header(REPLAYED, "true")
                            .body(read(body, type));
            case UnderWay _ ->
                    throw CommonProblem.CONFLICT.because(
                            "The command of this key is still being carried out.");
            case Another _ ->
                    throw CommandProblem.IDEMPOTENCY_KEY_REUSED.because(
                            "Another command was given under this key.");
        };
    }

    private <T> T first(String name, String by, HttpStatus status, Supplier<T> command) {
        T answer;
        try {
            answer = command.get();
        } catch (RuntimeException refused) {
            answers.forget(name, by);
            throw refused;
        }
        answers.keep(name, by, new Answered(status.getCode(), write(answer)));
        return answer;
    }

    private static Optional<String> key(List<String> headers) {
        if (headers.size() > 1) {
            throw CommonProblem.INVALID_REQUEST.because(KEY + " is given twice.");
        }
        Optional<String> key = headers.stream().findFirst();
        if (key.isPresent()
                && (key.get().isEmpty()
                        || key.get().length() > LONGEST
                        || !key.get().chars().allMatch(c -> c > 0x20 && c < 0x7f))) {
            throw CommonProblem.INVALID_REQUEST.because(
                    KEY + " is 1 to " + LONGEST + " visible ASCII characters.");
        }
        return key;
    }

    private <T> T read(String body, Class<T> type) {
        try {
            return json.readValue(body, type);
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException("an answer that was kept cannot be read", notOurs);
        }
    }

    private String write(Object answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an answer is always JSON", impossible);
        }
    }

    private static String hash(String text) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
