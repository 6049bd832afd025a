package io.cashbell.notification.delivery;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Where jitter comes from, so that tests can bring their own. */
@Factory
final class Chance {
    /** Nothing secret comes from it. Safe for all threads. */
    @Singleton
    RandomGenerator random() {
        return new Random();
    }
}
