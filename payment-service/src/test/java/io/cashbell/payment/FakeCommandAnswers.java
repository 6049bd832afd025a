package io.cashbell.payment;

import io.cashbell.web.command.CommandAnswers;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers in memory. */
final class FakeCommandAnswers implements CommandAnswers {

    private record Kept(String content, Instant begun, Standing.@Nullable Answered answer) {}

    private final Map<String, Kept> kept = new HashMap<>();

    @Override
    public synchronized Standing begin(String name, String by, String content, Instant now) {
        Kept known = kept.get(name);
        boolean over =
                known != null
                        && (!known.begun().plus(KEPT).isAfter(now)
                                || (known.answer() == null
                                        && known.content().equals(content)
                                        && !known.begun().plus(ABANDONED).isAfter(now)));
        if (known == null || over) {
            kept.put(name, new Kept(content, now, null));
            return new Standing.Begun();
        }
        if (!known.content().equals(content)) {
            return new Standing.Another();
        }
        return known.answer() == null ? new Standing.UnderWay() : known.answer();
    }

    @Override
    public synchronized void keep(String name, String by, Standing.Answered answer) {
        kept.computeIfPresent(name, (_, k) -> new Kept(k.content(), k.begun(), answer));
    }

    @Override
    public synchronized void forget(String name, String by) {
        kept.remove(name);
    }
}
