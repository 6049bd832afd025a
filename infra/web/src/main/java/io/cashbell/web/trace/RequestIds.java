package io.cashbell.web.trace;

import io.cashbell.messaging.event.EventIds;
import io.cashbell.web.log.Unloggable;
import org.jspecify.annotations.Nullable;

/** Names requests; a caller may bring a name of its own. */
final class RequestIds {

    private static final int LONGEST = 128;

    private RequestIds() {}

    /**
     * The caller's id when it is 1 to 128 visible ASCII characters and may be logged, else a new
     * one.
     */
    static String of(@Nullable String offered) {
        return offered != null && isVisible(offered) && !Unloggable.isIn(offered)
                ? offered
                : EventIds.next();
    }

    private static boolean isVisible(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '!' || c > '~') {
                return false;
            }
        }
        return true;
    }
}
