package io.cashbell.web.command;

import java.time.Duration;
import java.time.Instant;

/** Answers to commands by the names that their callers gave them, kept for {@link #KEPT}. */
public interface CommandAnswers {

    Duration KEPT = Duration.ofHours(24);

    /** Whoever began a command and has not answered it after that long is taken for dead. */
    Duration ABANDONED = Duration.ofMinutes(1);

    /** How the command of a name stands. */
    sealed interface Standing {
        /** Nobody has begun it; the caller has now, alone. */
        record Begun() implements Standing {}

        /** Somebody is at it. */
        record UnderWay() implements Standing {}

        /** Another command has that name. */
        record Another() implements Standing {}

        /** It was answered so. */
        record Answered(int status, String body) implements Standing {}
    }

    /**
     * Begins a command unless it was begun before.
     *
     * @param name of one caller's one command; no secret is kept of it
     * @param content equal for two commands if they say the same
     */
    Standing begin(String name, String content, Instant now);

    /** Keeps the answer to a command that was begun. */
    void keep(String name, Standing.Answered answer);

    /** Lets the name be used again, since the command was refused. */
    void forget(String name);
}
