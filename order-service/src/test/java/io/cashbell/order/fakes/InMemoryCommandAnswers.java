package io.cashbell.order.fakes;

import io.cashbell.web.command.CommandAnswers;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers by their names, for as long as the test runs. */
@Singleton
@Primary
@Requires(property = "fakes")
public final class InMemoryCommandAnswers implements CommandAnswers {
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(String content, Standing standing) {}

    @Override
    public Standing begin(String name, String by, String content, Instant now) {
        Kept known = kept.putIfAbsent(name, new Kept(content, new Standing.UnderWay()));
        if (known == null) {
            return new Standing.Begun();
        }
        return known.content().equals(content) ? known.standing() : new Standing.Another();
    }

    @Override
    public void keep(String name, String by, Standing.Answered answer) {
        kept.computeIfPresent(name, (_, begun) -> new Kept(begun.content(), answer));
    }

    @Override
    public void forget(String name, String by) {
        kept.remove(name);
    }
}
