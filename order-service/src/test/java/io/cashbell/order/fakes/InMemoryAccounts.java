package io.cashbell.order.fakes;

import io.cashbell.order.Digest;
import io.cashbell.order.admin.account.Account;
import io.cashbell.order.admin.account.Accounts;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.admin.account.Session;
import io.cashbell.order.admin.account.Sessions;
import io.cashbell.order.admin.account.SignInAttempts;
import io.cashbell.order.admin.account.SpentStates;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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
        Account changed =
                new Account(known.email(), known.roles(), password, false, known.generation() + 1);
        return accounts.replace(known.email(), known, changed)
                ? Optional.of(changed)
                : Optional.empty();
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
