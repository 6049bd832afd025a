package io.cashbell.notification;

import java.time.LocalDate;
import java.util.List;

/** News that are gathered to be told in one mail a day. Every write is durable when it returns. */
public interface Digests {

    /**
     * One of the news of a day.
     *
     * @param id of the mail that it would have been
     */
    record Entry(NotificationId id, News news) {}

    /** Keeps news for that day's digest; a second copy changes nothing. */
    void keep(LocalDate day, Entry entry);

    /**
     * What was kept for that day, by the order in which it happened.
     *
     * @param most at most so many
     */
    List<Entry> of(LocalDate day, int most);
}
