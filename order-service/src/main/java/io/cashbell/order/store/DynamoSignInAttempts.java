package io.cashbell.order.store;

import io.cashbell.messaging.item.ItemKey;
import io.cashbell.order.Digest;
import io.cashbell.order.admin.account.SignInAttempts;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Attempts counted by account and by address; neither of them is kept in the clear. */
@Singleton
final class DynamoSignInAttempts implements SignInAttempts {
    private static final int BY_ACCOUNT = 10;

    /** More than by account: a shop's people share an address. */
    private static final int BY_ADDRESS = 50;

    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final Allowances allowances;

    DynamoSignInAttempts(Allowances allowances) {
        this.allowances = allowances;
    }

    @Override
    public Optional<Duration> take(String email, String address) {
        return allowances
                .take(key("address " + address), BY_ADDRESS, WINDOW)
                .or(() -> allowances.take(key("account " + email), BY_ACCOUNT, WINDOW));
    }

    @Override
    public void forget(String email) {
        allowances.reset(key("account " + email));
    }

    private static ItemKey key(String what) {
        return new ItemKey("sign-in#" + Digest.of(what).value(), "attempts");
    }
}
