package io.cashbell.local.gateway.ecpay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.local.gateway.CallbackSender.Answer;
import io.cashbell.local.gateway.Journal;
import io.cashbell.local.gateway.ecpay.Trade.Status;
import java.io.UncheckedIOException;
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
import org.jspecify.annotations.Nullable;

/**
 * ECPay's books: every trade, every callback. What is in here was written to the journal before
 * anybody could see it.
 */
final class Ledger implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final AtomicLong lastNumber = new AtomicLong();
    private final Map<Order.Key, Trade> trades = new ConcurrentHashMap<>();
    private final Map<String, Collection<Order.Key>> byNumber = new ConcurrentHashMap<>();
    private final Map<String, Collection<Order.Key>> byCustomField = new ConcurrentHashMap<>();
    private final ConcurrentLinkedDeque<Order.Key> newestFirst = new ConcurrentLinkedDeque<>();
    private final Map<String, Callback> callbacks = new ConcurrentHashMap<>();
    private final Map<Order.Key, Collection<Callback>> callbacksOf = new ConcurrentHashMap<>();
    private final Collection<Callback> allCallbacks = new ConcurrentLinkedDeque<>();
    private final Journal journal;

    /**
     * @param file null: memory only
     */
    Ledger(@Nullable Path file) {
        journal =
                file == null ? Journal.inMemory() : Journal.open(file, line -> replay(read(line)));
    }

    /** Empty when the merchant used the number before. */
    Optional<Trade> open(Order order, Instant at) {
        var opened = new Trade[1];
        trades.computeIfAbsent(
                order.key(),
                _ -> {
                    long number = lastNumber.incrementAndGet();
                    write(List.of(new Entry.Opened(order.fields(), number, at.toEpochMilli())));
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
     * Paid or failed, and the callbacks that tell it, in one write.
     *
     * @return empty when the trade was settled before; then nothing is changed and nothing queued
     */
    Optional<Trade> settle(
            Order.Key key, Status outcome, Instant at, List<Callback.Message> messages) {
        var settled = new Trade[1];
        trades.computeIfPresent(
                key,
                (_, trade) -> {
                    if (trade.status() != Status.CREATED) {
                        return trade;
                    }
                    var entries = new ArrayList<Entry>();
                    entries.add(
                            new Entry.Settled(
                                    key.merchantId(),
                                    key.merchantTradeNo(),
                                    outcome,
                                    at.toEpochMilli()));
                    messages.forEach(message -> entries.add(entry(message)));
                    write(entries);
                    messages.forEach(this::keep);
                    var changed = trade.settled(outcome, at);
                    settled[0] = changed;
                    return changed;
                });
        return Optional.ofNullable(settled[0]);
    }

    void queue(List<Callback.Message> messages) {
        if (!messages.isEmpty()) {
            write(messages.stream().map(Ledger::entry).toList());
            messages.forEach(this::keep);
        }
    }

    void attempted(Callback callback, Callback.Attempt attempt) {
        var answer = attempt.answer();
        var next = attempt.next();
        write(
                List.of(
                        new Entry.Attempted(
                                callback.message().id(),
                                attempt.at().toEpochMilli(),
                                answer.status(),
                                answer.body(),
                                answer.error(),
                                answer.millis(),
                                attempt.acknowledged(),
                                next == null ? null : next.toEpochMilli())));
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

    List<Trade> newest(long most) {
        return newestFirst.stream().limit(most).map(trades::get).toList();
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
        newestFirst.addFirst(trade.key());
    }

    private void keep(Callback.Message message) {
        var callback = new Callback(message);
        callbacks.put(message.id(), callback);
        callbacksOf
                .computeIfAbsent(message.trade(), _ -> new ConcurrentLinkedDeque<>())
                .add(callback);
        allCallbacks.add(callback);
    }

    private void replay(Entry entry) {
        switch (entry) {
            case Entry.Opened(var fields, var number, var at) -> {
                var trade =
                        Trade.open(new Order(Map.copyOf(fields)), number, Instant.ofEpochMilli(at));
                trades.put(trade.key(), trade);
                index(trade);
                lastNumber.accumulateAndGet(number, Math::max);
            }
            case Entry.Settled(var merchantId, var merchantTradeNo, var status, var at) ->
                    trades.computeIfPresent(
                            new Order.Key(merchantId, merchantTradeNo),
                            (_, trade) -> trade.settled(status, Instant.ofEpochMilli(at)));
            case Entry.Queued queued ->
                    keep(
                            new Callback.Message(
                                    queued.id(),
                                    new Order.Key(queued.merchantId(), queued.merchantTradeNo()),
                                    queued.kind(),
                                    queued.forgery(),
                                    queued.kept(),
                                    Instant.ofEpochMilli(queued.at()),
                                    Instant.ofEpochMilli(queued.due())));
            case Entry.Attempted attempted -> {
                var next = attempted.next();
                callback(attempted.id())
                        .add(
                                new Callback.Attempt(
                                        Instant.ofEpochMilli(attempted.at()),
                                        new Answer(
                                                attempted.status(),
                                                attempted.body(),
                                                attempted.error(),
                                                attempted.millis()),
                                        attempted.acknowledged(),
                                        next == null ? null : Instant.ofEpochMilli(next)));
            }
        }
    }

    private static Entry entry(Callback.Message message) {
        return new Entry.Queued(
                message.id(),
                message.trade().merchantId(),
                message.trade().merchantTradeNo(),
                message.kind(),
                message.forgery(),
                message.kept(),
                message.at().toEpochMilli(),
                message.due().toEpochMilli());
    }

    private void write(List<Entry> entries) {
        var writer = json.writerFor(Entry.class);
        try {
            var lines = new ArrayList<String>(entries.size());
            for (var entry : entries) {
                lines.add(writer.writeValueAsString(entry));
            }
            journal.append(lines);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Entry read(String line) {
        try {
            return json.readValue(line, Entry.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(
                    "a line of the journal cannot be read; start with an empty data folder", e);
        }
    }
}
