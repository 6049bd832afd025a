package io.cashbell.notification.delivery;

import io.cashbell.notification.Recipient;
import io.cashbell.notification.Suppressions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The port in memory, with the promises of the real one. */
public final class RememberedSuppressions implements Suppressions {
    public final Map<Recipient, Suppression> known = new HashMap<>();

    /** How often it was asked. */
    int reads;

    @Override
    public Set<Recipient> among(List<Recipient> recipients) {
        reads++;
        return recipients.stream().filter(known::containsKey).collect(Collectors.toSet());
    }

    @Override
    public void suppress(Recipient recipient, Suppression suppression) {
        known.putIfAbsent(recipient, suppression);
    }

    @Override
    public Optional<Suppression> lift(Recipient recipient) {
        return Optional.ofNullable(known.remove(recipient));
    }
}
