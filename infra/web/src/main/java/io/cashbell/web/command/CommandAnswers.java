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
     * Begins a command unless it was begun before. Begun twice by the same one, it is begun.
     *
     * @param name of one caller's one command; no secret is kept of it
     * @param by who carries it out, like nobody else
     * @param content equal for two commands if they say the same
     */
    Standing begin(String name, String by, String content, Instant now);

    /**
     * Keeps the answer to a command that was begun. Who was {@linkplain #ABANDONED taken for dead}
     * and comes late changes nothing: somebody else's answer may be there.
     */
    void keep(String name, String by, Standing.Answered answer);

    /**
     * Lets the name be used again, since the command was refused; not by who was taken for dead.
     */
    void forget(String name, String by);
}
