package io.cashbell.payment.close;

import io.cashbell.payment.gateway.GatewayName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The closes we keep, for {@link #KEPT_DAYS} days. */
public interface Closes {

    int KEPT_DAYS = 400;

    /** So many differences make a page. */
    int PAGE = 50;

    /** A close that an administrator asked for. */
    record Asked(LocalDate date, GatewayName gateway, Instant at) {}

    Optional<DayClose> find(LocalDate date);

    /**
     * Days that were looked at, newest first.
     *
     * @param before the day after the first one
     * @param oldest no day before this one
     * @param most from 1 to 100
     */
    List<DayClose> list(LocalDate before, LocalDate oldest, int most);

    /**
     * Remembers that these are to be closed; again, where they are already.
     *
     * @param by who asks, as the sign-in calls them
     */
    DayClose ask(LocalDate date, Set<GatewayName> gateways, Instant at, String by);

    /** What was asked for and not answered yet. */
    List<Asked> asked();

    /** It is answered, unless it was asked again since. */
    void answered(Asked asked);

    /**
     * Keeps a close in the place of the one before it, of which it is the next try.
     *
     * @param differences those of this try; what an earlier one of the same moment kept stays
     * @return false where another one was kept since: then nothing of this one is
     */
    boolean keep(LocalDate date, GatewayClose close, List<Difference> differences);

    /**
     * Differences of the last close.
     *
     * @param page from 0, of {@link #PAGE} each
     */
    List<Difference> differences(LocalDate date, GatewayName gateway, int page);

    /**
     * Tells the world of this day, once, as it stands now.
     *
     * @param silently the day is only marked, since there is nothing to tell
     */
    void tell(DayClose day, Instant at, boolean silently);
}
