package io.cashbell.payment;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What stands in for the outside in tests without a backend. */
@Factory
@Requires(env = "fake")
class Fakes {

    @Singleton
    @Primary
    FakePayments payments() {
        return new FakePayments();
    }

    @Singleton
    @Primary
    FakeCallbacks callbacks() {
        return new FakeCallbacks();
    }

    @Singleton
    @Primary
    FakeCommandAnswers commandAnswers() {
        return new FakeCommandAnswers();
    }

    @Singleton
    @Primary
    FakeSwitchedOffMethods switchedOffMethods() {
        return new FakeSwitchedOffMethods();
    }

    @Singleton
    @Primary
    FakeToldWarnings toldWarnings() {
        return new FakeToldWarnings();
    }

    @Singleton
    @Primary
    @Replaces(Clock.class)
    MovableClock clock() {
        return new MovableClock();
    }
}
