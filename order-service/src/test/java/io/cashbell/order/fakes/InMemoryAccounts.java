package io.cashbell.order.fakes;

import io.cashbell.order.Digest;
import io.cashbell.order.admin.account.Account;
import io.cashbell.order.admin.account.Accounts;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.admin.account.Session;
import io.cashbell.order.admin.account.Sessions;
import io.cashbell.order.admin.account.SignInAttempts;
import io.cashbell.order.admin.account.SpentStates;
import io.cashbell.order.shopkeeping.ShopChange;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who may enter the console, who is in, and who tries. */
@Primary
@Singleton
@Requires(property = "fakes")
public final class InMemoryAccounts implements Accounts, Sessions, SignInAttempts, SpentStates {
    public static final int ALLOWED = 10;
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final Map<Digest, Session> sessions = new ConcurrentHashMap<>();
    private final Set<Digest> spent = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
    private final InMemoryCatalogs story;
    private long version;

    InMemoryAccounts(InMemoryCatalogs story) {
        this.story = story;
    }

    @Override
    public Optional<Account> find(String email) {
        return Optional.ofNullable(accounts.get(email));
    }

    @Override
    public boolean insert(Account account) {
        return accounts.putIfAbsent(account.email(), account) == null;
    }

    @Override
    public Account admit(String email, Set<Role> roles) {
        return Objects.requireNonNull(
                accounts.compute(
                        email,
                        (name, known) ->
                                new Account(
                                        name,
                                        roles,
                                        null,
                                        false,
                                        known == null ? 1 : known.generation())));
    }

    @Override
    public boolean spend(Digest state) {
        return spent.add(state);
    }

    @Override
    public Optional<Account> changePassword(Account known, String password) {
        return replace(known, password, false, null);
    }

    @Override
    public Optional<Account> endSessions(Account known) {
        return replace(known, known.password(), known.oneTime(), known.until());
    }

    private Optional<Account> replace(
            Account known, @Nullable String password, boolean oneTime, @Nullable Instant until) {
        Account changed =
                new Account(
                        known.email(),
                        known.roles(),
                        password,
                        oneTime,
                        known.generation() + 1,
                        known.off(),
                        until,
                        known.lastSignIn());
        return accounts.replace(known.email(), known, changed)
                ? Optional.of(changed)
                : Optional.empty();
    }

    @Override
    public void signedIn(String email, Instant at) {
        accounts.computeIfPresent(
                email,
                (name, known) ->
                        new Account(
                                name,
                                known.roles(),
                                known.password(),
                                known.oneTime(),
                                known.generation(),
                                known.off(),
                                known.until(),
                                at));
    }

    @Override
    public synchronized Listing list() {
        return new Listing(
                version,
                accounts.values().stream()
                        .filter(account -> account.password() != null)
                        .sorted(Comparator.comparing(Account::email))
                        .toList());
    }

    @Override
    public synchronized boolean write(
            Listing read, @Nullable Account before, Account after, ShopChange change) {
        Account known = accounts.get(after.email());
        boolean isAsRead =
                before == null
                        ? known == null
                        : known != null && known.generation() == before.generation();
        if (read.version() != version || !isAsRead) {
            return false;
        }
        version++;
        accounts.put(after.email(), after);
        story.tell(change);
        return true;
    }

    @Override
    public void open(Session session) {
        sessions.put(session.token(), session);
    }

    @Override
    public Optional<Session> find(Digest token) {
        return Optional.ofNullable(sessions.get(token));
    }

    @Override
    public void close(Digest token) {
        sessions.remove(token);
    }

    @Override
    public Optional<Duration> take(String email, String address) {
        return attempts.merge(email, 1, Integer::sum) > ALLOWED
                ? Optional.of(Duration.ofMinutes(15))
                : Optional.empty();
    }

    @Override
    public void forget(String email) {
        attempts.remove(email);
    }
}
