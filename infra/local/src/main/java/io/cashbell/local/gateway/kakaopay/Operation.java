package io.cashbell.local.gateway.kakaopay;

import io.cashbell.local.gateway.ControlWords;
import java.util.Arrays;
import java.util.List;

/** What a shop may ask for; the tail of its address. */
enum Operation {
    READY,
    APPROVE,
    CANCEL,
    ORDER;

    String spelled() {
        return ControlWords.spelled(this);
    }

    /** Moves money, so a second one of the same payment is refused while the first is at it. */
    boolean movesMoney() {
        return this == APPROVE || this == CANCEL;
    }

    static List<String> all() {
        return Arrays.stream(values()).map(Operation::spelled).toList();
    }
}
