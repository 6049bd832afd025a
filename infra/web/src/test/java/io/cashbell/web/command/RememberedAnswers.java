package io.cashbell.web.command;

import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The answer to one command, and what was asked of it. */
@Singleton
@Replaces(DynamoCommandAnswers.class)
final class RememberedAnswers implements CommandAnswers {
    final List<String> calls = new ArrayList<>();
    Standing standing = new Standing.Begun();
    private String begun = "";

    @Override
    public synchronized Standing begin(String name, String by, String content, Instant now) {
        calls.add("begin " + name + ' ' + content);
        if (standing instanceof Standing.Answered && !begun.equals(content)) {
            return new Standing.Another();
        }
        begun = content;
        return standing;
    }

    @Override
    public synchronized void keep(String name, String by, Standing.Answered answer) {
        calls.add("keep " + name);
        standing = answer;
    }

    @Override
    public synchronized void forget(String name, String by) {
        calls.add("forget " + name);
        standing = new Standing.Begun();
    }
}
