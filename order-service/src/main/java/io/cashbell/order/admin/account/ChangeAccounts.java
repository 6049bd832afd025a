package io.cashbell.order.admin.account;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.messaging.store.Backoff;
import io.cashbell.order.EmailAddress;
import io.cashbell.order.shopkeeping.ShopChange;
import io.cashbell.web.log.Unloggable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the shop's people in and out, as an owner wants it. A change is decided on all accounts as
 * they stand, written on condition that none of them was changed since, and decided again where
 * somebody was faster: whoever decides at the same time, an owner remains who can sign in. It ends
 * every session of the account in the same write.
 */
@Singleton
public class ChangeAccounts {
    /** How long a password that was given to somebody lets them in. */
    static final Duration ONE_TIME = Duration.ofDays(3);

    /** One page shows them all. */
    static final int MOST = 100;

    private static final Logger log = LoggerFactory.getLogger(ChangeAccounts.class);
    private static final int ATTEMPTS = 20;

    private final Accounts accounts;
    private final SignInAttempts attempts;
    private final Clock clock;

    ChangeAccounts(Accounts accounts, SignInAttempts attempts, Clock clock) {
        this.accounts = accounts;
        this.attempts = attempts;
        this.clock = clock;
    }

    /** What became of a change. */
    public sealed interface Result {
        /** It is as was wanted. */
        record Changed(Account account) implements Result {}

        /**
         * Somebody was given a password, which nobody is told again.
         *
         * @param until it lets them in
         */
        record Given(Account account, String password, Instant until) implements Result {
            @Override
            public String toString() {
                return "Given[" + account + "]";
            }
        }

        /** Nothing is changed. */
        record Refused(Reason reason) implements Result {}
    }

    /** Why nothing is changed. */
    public enum Reason {
        /** Who wants it is no owner, or not any more. */
        NO_OWNER,
        /** No mail can be sent to that address. */
        NO_ADDRESS,
        /** There is an account of that name. */
        EXISTS,
        /** There is none of that name. */
        UNKNOWN,
        /** It is not as it was when the form was opened. */
        OVERTAKEN,
        /** No other owner has a password of their own. */
        LAST_OWNER,
        /** One's own password is chosen, not given. */
        OWN_PASSWORD,
        /** There are as many as there may be. */
        FULL,
        /** Too many change accounts at this moment. */
        BUSY
    }

    /**
     * Which account an owner changes.
     *
     * @param actor the account of who changes it
     * @param version the generation that they saw
     */
    public record Target(String actor, String email, long version) {}

    /** Adds an account, or gives a password to one that had none here. */
    public Result add(String actor, String typedEmail, Role role) {
        String email = Account.nameOf(typedEmail);
        if (EmailAddress.find(email).isEmpty()) {
            return new Result.Refused(Reason.NO_ADDRESS);
        }
        Secret secret = secret();
        return carryOut(
                actor,
                secret,
                read -> {
                    Account known = accounts.find(email).orElse(null);
                    if (known != null && known.password() != null) {
                        return new Refusal(Reason.EXISTS);
                    }
                    if (read.accounts().size() >= MOST) {
                        return new Refusal(Reason.FULL);
                    }
                    Account added =
                            new Account(
                                    email,
                                    Set.of(role),
                                    secret.hash(),
                                    true,
                                    known == null ? 1 : known.generation() + 1,
                                    false,
                                    secret.until(),
                                    null);
                    return new Plan(ShopChange.Kind.ACCOUNT_ADDED, known, added);
                });
    }

    public Result changeRole(Target target, Role role) {
        return change(
                target, known -> known.roles().equals(Set.of(role)) ? known : known.withRole(role));
    }

    /** Closes the account, or opens it again with the password that it had. */
    public Result switchOff(Target target, boolean off) {
        return change(target, known -> known.off() == off ? known : known.switched(off));
    }

    /** Gives somebody another password, in place of the one that they had. */
    public Result givePassword(Target target) {
        if (target.actor().equals(target.email())) {
            return new Result.Refused(Reason.OWN_PASSWORD);
        }
        Secret secret = secret();
        Result result =
                carryOut(
                        target.actor(),
                        secret,
                        read ->
                                decide(
                                        read,
                                        target,
                                        ShopChange.Kind.ACCOUNT_PASSWORD_GIVEN,
                                        known -> known.withOneTime(secret.hash(), secret.until())));
        if (result instanceof Result.Given) {
            attempts.forget(target.email());
        }
        return result;
    }

    private Result change(Target target, Step step) {
        return carryOut(
                target.actor(),
                null,
                read -> decide(read, target, ShopChange.Kind.ACCOUNT_CHANGED, step));
    }

    private static Decision decide(
            Accounts.Listing read, Target target, ShopChange.Kind kind, Step step) {
        Optional<Account> found = read.find(target.email());
        if (found.isEmpty()) {
            return new Refusal(Reason.UNKNOWN);
        }
        Account known = found.get();
        if (known.generation() != target.version()) {
            return new Refusal(Reason.OVERTAKEN);
        }
        Account after = step.on(known);
        boolean ownerGoes = known.isSettledOwner() && !after.isSettledOwner();
        if (ownerGoes && read.accounts().stream().filter(Account::isSettledOwner).count() < 2) {
            return new Refusal(Reason.LAST_OWNER);
        }
        return new Plan(kind, known, after);
    }

    /**
     * @param secret what is given to somebody by this; null if nothing is
     */
    private Result carryOut(String actor, @Nullable Secret secret, Decider decider) {
        String id = EventIds.next();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Accounts.Listing read = accounts.list();
            if (!isOwner(actor)) {
                return new Result.Refused(Reason.NO_OWNER);
            }
            switch (decider.on(read)) {
                case Refusal(var reason) -> {
                    return new Result.Refused(reason);
                }
                case Plan plan when plan.after().equals(plan.before()) -> {
                    return new Result.Changed(plan.after());
                }
                case Plan plan -> {
                    ShopChange change = plan.by(actor, id, now);
                    if (accounts.write(read, plan.before(), plan.after(), change)) {
                        log.atInfo()
                                .addKeyValue("what", change.kind().text())
                                .addKeyValue("account", Unloggable.trace(plan.after().email()))
                                .addKeyValue("by", Unloggable.trace(actor))
                                .log("An account is changed");
                        return secret == null
                                ? new Result.Changed(plan.after())
                                : new Result.Given(plan.after(), secret.password(), secret.until());
                    }
                }
            }
            Backoff.pause(attempt);
        }
        return new Result.Refused(Reason.BUSY);
    }

    /** Asked anew each time: they may have lost the role to who was faster. */
    private boolean isOwner(String actor) {
        return accounts.find(actor)
                .filter(account -> !account.off() && !account.oneTime())
                .filter(account -> account.roles().contains(Role.OWNER))
                .isPresent();
    }

    private Secret secret() {
        String password = Passwords.oneTime();
        Instant until = clock.instant().plus(ONE_TIME).truncatedTo(ChronoUnit.SECONDS);
        return new Secret(password, Passwords.hash(password), until);
    }

    /** What an account becomes. */
    @FunctionalInterface
    private interface Step {
        Account on(Account known);
    }

    @FunctionalInterface
    private interface Decider {
        Decision on(Accounts.Listing read);
    }

    private sealed interface Decision {}

    private record Refusal(Reason reason) implements Decision {}

    private record Plan(ShopChange.Kind kind, @Nullable Account before, Account after)
            implements Decision {

        ShopChange by(String actor, String id, Instant at) {
            return new ShopChange(
                    id, at, actor, kind, null, before == null ? null : told(before), told(after));
        }

        /** What everybody may read of an account: of the password, whose choice it was. */
        private static String told(Account account) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("email", account.email())
                    .put(
                            "role",
                            account.roles().stream()
                                    .sorted()
                                    .map(Role::code)
                                    .collect(Collectors.joining(" ")))
                    .put("active", !account.off())
                    .put("mustChoosePassword", account.oneTime())
                    .toString();
        }
    }

    /** A password that is given to somebody, in the clear for as long as this answer takes. */
    private record Secret(String password, String hash, Instant until) {
        @Override
        public String toString() {
            return "Secret[until=" + until + "]";
        }
    }
}
