package io.cashbell.order.admin.account;

import io.cashbell.order.Digest;
import io.cashbell.web.log.Unloggable;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets people in who prove who they are, and out again. */
@Singleton
public class SignIn {
    private static final Logger log = LoggerFactory.getLogger(SignIn.class);

    /** A working day: nobody types a password twice in it. */
    static final Duration SESSION = Duration.ofHours(12);

    private static final int TOKEN_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * Compared where there is no account, so that its absence takes as long as a wrong password.
     */
    private static final String NOBODYS = Passwords.hash("nobody has this password");

    private final Accounts accounts;
    private final Sessions sessions;
    private final SignInAttempts attempts;
    private final Clock clock;

    SignIn(Accounts accounts, Sessions sessions, SignInAttempts attempts, Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.attempts = attempts;
        this.clock = clock;
    }

    /** What became of it. */
    public sealed interface Result {
        /**
         * They are in.
         *
         * @param token what their browser shows from now on
         */
        record In(Account account, String token, Instant until) implements Result {
            @Override
            public String toString() {
                return "In[" + account + "]";
            }
        }

        /** No such account, or not its password: which of the two, nobody learns. */
        record Wrong() implements Result {}

        /** The right password, which was given to them and is over. */
        record Expired() implements Result {}

        /** Too many attempts. */
        record Later(Duration pause) implements Result {}
    }

    /**
     * @param address from which they try
     */
    public Result by(String typedEmail, String password, String address) {
        String email = Account.nameOf(typedEmail);
        Optional<Duration> wait = attempts.take(email, address);
        if (wait.isPresent()) {
            log.atWarn()
                    .addKeyValue("account", Unloggable.trace(email))
                    .log("Too many attempts to sign in");
            return new Result.Later(wait.get());
        }
        Optional<Account> account = email.isEmpty() ? Optional.empty() : accounts.find(email);
        String hash = account.map(Account::password).orElse(NOBODYS);
        if (password.length() > Passwords.LONGEST || !Passwords.matches(password, hash)) {
            log.atInfo()
                    .addKeyValue("account", Unloggable.trace(email))
                    .log("A sign-in was refused");
            return new Result.Wrong();
        }
        if (account.isEmpty() || account.get().password() == null || account.get().off()) {
            return new Result.Wrong();
        }
        Instant now = clock.instant();
        if (account.get().isExpired(now)) {
            log.atInfo()
                    .addKeyValue("account", Unloggable.trace(email))
                    .log("A one-time password is over");
            return new Result.Expired();
        }
        attempts.forget(email);
        accounts.signedIn(email, now);
        return open(account.get());
    }

    /** Lets in whom the provider vouches for, with the roles that it tells. */
    public Result.In vouchedFor(OpenIdProvider.Answer.Known who) {
        return open(accounts.admit(who.email(), who.roles()));
    }

    /** Why a new password is not taken. */
    public enum Unfit {
        TOO_SHORT,
        TOO_LONG,
        THE_OLD_ONE,
        WRONG_OLD_ONE
    }

    /**
     * Gives an account a password of its owner's choice; every session but the one that begins here
     * is over.
     *
     * @param refuse is told why it is not taken, in which case the result is empty
     */
    public Optional<Result.In> changePassword(
            Account account, String old, String chosen, java.util.function.Consumer<Unfit> refuse) {
        String hash = account.password();
        if (hash == null || old.length() > Passwords.LONGEST || !Passwords.matches(old, hash)) {
            refuse.accept(Unfit.WRONG_OLD_ONE);
        } else if (chosen.codePointCount(0, chosen.length()) < Passwords.SHORTEST) {
            refuse.accept(Unfit.TOO_SHORT);
        } else if (chosen.length() > Passwords.LONGEST) {
            refuse.accept(Unfit.TOO_LONG);
        } else if (chosen.equals(old)) {
            refuse.accept(Unfit.THE_OLD_ONE);
        } else {
            return accounts.changePassword(account, Passwords.hash(chosen)).map(this::open);
        }
        return Optional.empty();
    }

    /**
     * Ends every session of who shows this token, and begins another one for them; empty if theirs
     * is over already.
     */
    public Optional<Result.In> outElsewhere(String token) {
        return whoShows(token).flatMap(accounts::endSessions).map(this::open);
    }

    /** Who shows this token, if they are signed in. */
    public Optional<Account> whoShows(String token) {
        Instant now = clock.instant();
        return sessions.find(Digest.of(token))
                .filter(session -> now.isBefore(session.until()))
                .flatMap(
                        session ->
                                accounts.find(session.email())
                                        .filter(account -> account.isOpen(now))
                                        .filter(
                                                account ->
                                                        account.generation()
                                                                == session.generation()));
    }

    /** Ends the session of this token, if there is one. */
    public void out(String token) {
        sessions.close(Digest.of(token));
    }

    private Result.In open(Account account) {
        byte[] random = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Instant until = clock.instant().plus(SESSION);
        sessions.open(new Session(Digest.of(token), account.email(), account.generation(), until));
        log.atInfo()
                .addKeyValue("account", Unloggable.trace(account.email()))
                .log("Somebody signed in");
        return new Result.In(account, token, until);
    }
}
