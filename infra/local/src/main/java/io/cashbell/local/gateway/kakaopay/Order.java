package io.cashbell.local.gateway.kakaopay;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the shop asked for: the fields of section 3, already found to be in order.
 *
 * @param method the only one allowed; null: the buyer chooses
 * @param received every field as it came, for whoever wants to see it
 * @param notes what KakaoPay would take in silence, and a developer should know
 */
record Order(
        String cid,
        String partnerOrderId,
        String partnerUserId,
        String itemName,
        @Nullable String itemCode,
        long quantity,
        Amount amount,
        String approvalUrl,
        String cancelUrl,
        String failUrl,
        @Nullable Method method,
        int installMonth,
        Map<String, String> received,
        List<String> notes) {

    Order {
        received = Map.copyOf(received);
        notes = List.copyOf(notes);
    }
}
