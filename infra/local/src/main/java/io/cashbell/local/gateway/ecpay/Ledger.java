package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.Journal;
import io.cashbell.local.gateway.ecpay.Callback.Message;
import io.cashbell.local.gateway.ecpay.Trade.Issue;
import io.cashbell.local.gateway.ecpay.Trade.Settlement;
import io.cashbell.local.gateway.ecpay.Trade.Status;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * ECPay's books: every trade, every callback. What is in here was written to the journal before
 * anybody could see it.
 */
final class Ledger implements AutoCloseable {
    private final AtomicLong lastNumber = new AtomicLong();
    private final Map<Order.Key, Trade> trades = new ConcurrentHashMap<>();
    private final Map<String, Collection<Order.Key>> byNumber = new ConcurrentHashMap<>();
    private final Map<String, Collection<Order.Key>> byCustomField = new ConcurrentHashMap<>();
    private final Map<String, Order.Key> byAuthorisation = new ConcurrentHashMap<>();
    private final List<Order.Key> oldestFirst = new ArrayList<>();
    private final Map<String, Callback> callbacks = new ConcurrentHashMap<>();
    private final Map<Order.Key, Collection<Callback>> callbacksOf = new ConcurrentHashMap<>();
    private final Collection<Callback> allCallbacks = new ConcurrentLinkedDeque<>();
    private final Journal journal;

    /**
     * @param file null: memory only
     */
    Ledger(@Nullable Path file) {
        journal =
                file == null
                        ? Journal.inMemory()
                        : Journal.open(file, line -> replay(Entries.read(line)));
    }

    /** Empty when the merchant used the number before. */
    Optional<Trade> open(Order order, Instant at) {
        var opened = new Trade[1];
        trades.computeIfAbsent(
                order.key(),
                _ -> {
                    long number = lastNumber.incrementAndGet();
                    write(List.of(Entries.opened(order, number, at)));
                    var trade = Trade.open(order, number, at);
                    opened[0] = trade;
                    return trade;
                });
        var trade = opened[0];
        if (trade != null) {
            index(trade);
        }
        return Optional.ofNullable(trade);
    }

    /**
     * A number is issued, and the notices that tell it, in one write.
     *
     * @return empty when something was issued or settled before; then nothing is changed and
     *     nothing queued
     */
    Optional<Trade> issue(Order.Key key, Issue issue, List<Message> messages) {
        return change(
                key,
                trade -> trade.status() == Status.CREATED,
                Entries.issued(key, issue),
                messages,
                trade -> trade.issued(issue));
    }

    /**
     * Paid or failed, and the callbacks that tell it, in one write.
     *
     * @return empty when the trade was settled before; then nothing is changed and nothing queued
     */
    Optional<Trade> settle(Order.Key key, Settlement settlement, List<Message> messages) {
        return change(
                key,
                trade -> trade.settlement() == null,
                Entries.settled(key, settlement),
                messages,
                trade -> trade.settled(settlement));
    }

    /**
     * Captures, refunds or gives up, unless something speaks against it. Nobody else acts on the
     * trade in between.
     *
     * @param objection why not; asked once
     * @return the objection
     */
    Optional<String> act(
            Order.Key key,
            CardAction action,
            BiFunction<Trade, CardAction, Optional<String>> objection) {
        var answer = new AtomicReference<>(Optional.of("error_nopay"));
        trades.computeIfPresent(
                key,
                (_, trade) -> {
                    var against = objection.apply(trade, action);
                    answer.set(against);
                    if (against.isPresent()) {
                        return trade;
                    }
                    write(List.of(Entries.acted(key, action)));
                    return trade.acted(action);
                });
        return answer.get();
    }

    void queue(List<Message> messages) {
        if (!messages.isEmpty()) {
            write(messages.stream().map(Entries::queued).toList());
            messages.forEach(this::keep);
        }
    }

    void attempted(Callback callback, Callback.Attempt attempt) {
        write(List.of(Entries.attempted(callback, attempt)));
        callback.add(attempt);
    }

    Optional<Trade> find(Order.Key key) {
        return Optional.ofNullable(trades.get(key));
    }

    /** One number may have been used by several merchants. */
    List<Trade> findByNumber(String merchantTradeNo) {
        return trades(byNumber.getOrDefault(merchantTradeNo, List.of()));
    }

    List<Trade> findByCustomField1(String value) {
        return trades(byCustomField.getOrDefault(value, List.of()));
    }

    /**
     * @param gwsr as callbacks spell it
     */
    Optional<Trade> findByAuthorisation(String gwsr) {
        return Optional.ofNullable(byAuthorisation.get(gwsr)).map(trades::get);
    }

    List<Trade> newest(int most) {
        List<Order.Key> keys;
        synchronized (oldestFirst) {
            keys =
                    List.copyOf(
                            oldestFirst.subList(
                                    Math.max(0, oldestFirst.size() - most), oldestFirst.size()));
        }
        return trades(keys.reversed());
    }

    /** The oldest first, from the one of that place on. */
    List<Trade> from(int place, int most) {
        List<Order.Key> keys;
        synchronized (oldestFirst) {
            int begin = Math.clamp(place, 0, oldestFirst.size());
            int end = (int) Math.min((long) begin + most, oldestFirst.size());
            keys = List.copyOf(oldestFirst.subList(begin, end));
        }
        return trades(keys);
    }

    Callback callback(String id) {
        var callback = callbacks.get(id);
        if (callback == null) {
            throw new IllegalArgumentException("no callback " + id);
        }
        return callback;
    }

    List<Callback> callbacksOf(Order.Key key) {
        return List.copyOf(callbacksOf.getOrDefault(key, List.of()));
    }

    /** The oldest first. */
    Collection<Callback> allCallbacks() {
        return allCallbacks;
    }

    @Override
    public void close() {
        journal.close();
    }

    /** Nobody sees the trade between the question and the change. */
    private Optional<Trade> change(
            Order.Key key,
            Predicate<Trade> condition,
            Entry entry,
            List<Message> messages,
            UnaryOperator<Trade> change) {
        var changed = new Trade[1];
        trades.computeIfPresent(
                key,
                (_, trade) -> {
                    if (!condition.test(trade)) {
                        return trade;
                    }
                    var entries = new ArrayList<Entry>();
                    entries.add(entry);
                    messages.forEach(message -> entries.add(Entries.queued(message)));
                    write(entries);
                    messages.forEach(this::keep);
                    changed[0] = change.apply(trade);
                    return changed[0];
                });
        return Optional.ofNullable(changed[0]);
    }

    private List<Trade> trades(Collection<Order.Key> keys) {
        return keys.stream().map(trades::get).toList();
    }

    private void index(Trade trade) {
        byNumber.computeIfAbsent(trade.key().merchantTradeNo(), _ -> new ConcurrentLinkedDeque<>())
                .add(trade.key());
        var customField = trade.order().text("CustomField1");
        if (!customField.isEmpty()) {
            byCustomField
                    .computeIfAbsent(customField, _ -> new ConcurrentLinkedDeque<>())
                    .add(trade.key());
        }
        byAuthorisation.put(String.valueOf(trade.gwsr()), trade.key());
        synchronized (oldestFirst) {
            oldestFirst.add(trade.key());
        }
    }

    private void keep(Message message) {
        var callback = new Callback(message);
        callbacks.put(message.id(), callback);
        callbacksOf
                .computeIfAbsent(message.trade(), _ -> new ConcurrentLinkedDeque<>())
                .add(callback);
        allCallbacks.add(callback);
    }

    private void replay(Entry entry) {
        switch (entry) {
            case Entry.Opened opened -> {
                var trade = Entries.trade(opened);
                trades.put(trade.key(), trade);
                index(trade);
                lastNumber.accumulateAndGet(opened.number(), Math::max);
            }
            case Entry.Issued issued ->
                    trades.computeIfPresent(
                            new Order.Key(issued.merchantId(), issued.merchantTradeNo()),
                            (_, trade) -> trade.issued(Entries.issue(issued)));
            case Entry.Settled settled ->
                    trades.computeIfPresent(
                            new Order.Key(settled.merchantId(), settled.merchantTradeNo()),
                            (_, trade) -> trade.settled(Entries.settlement(settled, trade)));
            case Entry.Acted acted ->
                    trades.computeIfPresent(
                            new Order.Key(acted.merchantId(), acted.merchantTradeNo()),
                            (_, trade) -> trade.acted(Entries.action(acted)));
            case Entry.Queued queued -> {
                var key = new Order.Key(queued.merchantId(), queued.merchantTradeNo());
                keep(Entries.message(queued, find(key).orElseThrow()));
            }
            case Entry.Attempted attempted ->
                    callback(attempted.id()).add(Entries.attempt(attempted));
        }
    }

    private void write(List<Entry> entries) {
        journal.append(entries.stream().map(Entries::write).toList());
    }
}
