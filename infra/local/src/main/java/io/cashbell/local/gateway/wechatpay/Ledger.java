package io.cashbell.local.gateway.wechatpay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.local.gateway.CallbackSender.Answer;
import io.cashbell.local.gateway.Journal;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * WeChat's books: every order, refund and notice. What is in here was written to the journal before
 * anybody could see it, and what the journal says is all that is in here.
 */
final class Ledger implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Trade> trades = new HashMap<>();
    private final List<String> inOrder = new ArrayList<>();
    private final Map<String, String> byTransaction = new HashMap<>();
    private final Map<String, String> byRefund = new HashMap<>();
    private final Map<String, Handle> handles = new HashMap<>();
    private final Map<String, Notice> notices = new HashMap<>();
    private final Map<String, List<Notice>> noticesOf = new HashMap<>();
    private final Journal journal;
    private Settings settings = Settings.USUAL;

    /** What a buyer pays with: a prepay_id, or the pr of a code_url. */
    record Handle(String outTradeNo, Instant at) {}

    /**
     * @param file null: memory only
     */
    Ledger(@Nullable Path file) {
        journal = file == null ? Journal.inMemory() : Journal.open(file, line -> apply(read(line)));
    }

    /** Nobody else reads or writes meanwhile: for a decision and its entry. */
    synchronized <T> T exclusively(Supplier<T> decision) {
        return decision.get();
    }

    /** All of it happens, or none. */
    synchronized void record(List<Entry> entries) {
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
        entries.forEach(this::apply);
    }

    synchronized Optional<Trade> find(String outTradeNo) {
        return Optional.ofNullable(trades.get(outTradeNo));
    }

    synchronized Optional<Trade> findByTransaction(String transactionId) {
        return Optional.ofNullable(byTransaction.get(transactionId)).map(trades::get);
    }

    synchronized Optional<Handle> findHandle(String handle) {
        return Optional.ofNullable(handles.get(handle));
    }

    synchronized Optional<Refund> findRefund(String outRefundNo) {
        return Optional.ofNullable(byRefund.get(outRefundNo)).map(trades::get).stream()
                .flatMap(trade -> trade.refunds().stream())
                .filter(refund -> refund.outRefundNo().equals(outRefundNo))
                .findFirst();
    }

    synchronized List<Trade> newest(int most) {
        int size = inOrder.size();
        return inOrder.subList(Math.max(0, size - most), size).reversed().stream()
                .map(this::trade)
                .toList();
    }

    /** The oldest first. */
    synchronized List<Trade> page(int from, int most) {
        int begin = Math.min(from, inOrder.size());
        return inOrder.subList(begin, Math.min(inOrder.size(), begin + most)).stream()
                .map(this::trade)
                .toList();
    }

    synchronized List<Trade> all() {
        return page(0, Integer.MAX_VALUE - inOrder.size());
    }

    synchronized Notice notice(String id) {
        return Objects.requireNonNull(notices.get(id), "no notice " + id);
    }

    /** The oldest first. */
    synchronized List<Notice> noticesOf(String outTradeNo) {
        return List.copyOf(noticesOf.getOrDefault(outTradeNo, List.of()));
    }

    /** Those that are still to be sent. */
    synchronized List<Notice> owed() {
        return notices.values().stream().filter(notice -> notice.due() != null).toList();
    }

    synchronized Stream<Refund> processing() {
        return trades.values().stream()
                .flatMap(trade -> trade.refunds().stream())
                .filter(refund -> refund.status() == Refund.Status.PROCESSING)
                .toList()
                .stream();
    }

    synchronized Settings settings() {
        return settings;
    }

    @Override
    public void close() {
        journal.close();
    }

    private Trade trade(String outTradeNo) {
        return Objects.requireNonNull(trades.get(outTradeNo));
    }

    private void apply(Entry entry) {
        switch (entry) {
            case Entry.Ordered(var type, var body, var at, var expiresAt) -> {
                var trade =
                        Trade.open(
                                new Order(type, body),
                                Instant.ofEpochMilli(at),
                                Instant.ofEpochMilli(expiresAt));
                trades.put(trade.outTradeNo(), trade);
                inOrder.add(trade.outTradeNo());
            }
            case Entry.Handed(var outTradeNo, var handle, var at) -> {
                handles.put(handle, new Handle(outTradeNo, Instant.ofEpochMilli(at)));
                trades.put(outTradeNo, trade(outTradeNo).with(handle));
            }
            case Entry.Paid(var outTradeNo, var transactionId, var openid, var total, var at) -> {
                byTransaction.put(transactionId, outTradeNo);
                trades.put(
                        outTradeNo,
                        trade(outTradeNo)
                                .paid(
                                        new Trade.Payment(
                                                transactionId,
                                                openid,
                                                total,
                                                Instant.ofEpochMilli(at))));
            }
            case Entry.Closed(var outTradeNo, var at) ->
                    trades.put(outTradeNo, trade(outTradeNo).closed(Instant.ofEpochMilli(at)));
            case Entry.RefundBegun(var outTradeNo, var body, var refundId, var at, var due) -> {
                var order = new RefundOrder(body);
                byRefund.put(order.outRefundNo(), outTradeNo);
                settings = settings.less(order.refund());
                trades.put(
                        outTradeNo,
                        trade(outTradeNo)
                                .with(
                                        new Refund(
                                                order,
                                                outTradeNo,
                                                refundId,
                                                Instant.ofEpochMilli(at),
                                                due == null ? null : Instant.ofEpochMilli(due),
                                                Refund.Status.PROCESSING,
                                                null)));
            }
            case Entry.RefundSettled(var outRefundNo, var status, var at) -> {
                var refund = findRefund(outRefundNo).orElseThrow();
                if (status == Refund.Status.CLOSED) {
                    settings = settings.less(-refund.order().refund());
                }
                trades.put(
                        refund.outTradeNo(),
                        trade(refund.outTradeNo())
                                .with(refund.settled(status, Instant.ofEpochMilli(at))));
            }
            case Entry.Set(var products, var balance) -> settings = new Settings(products, balance);
            case Entry.Queued queued -> keep(new Notice(message(queued)));
            case Entry.Attempted attempted -> notice(attempted.id()).add(attempt(attempted));
        }
    }

    private void keep(Notice notice) {
        notices.put(notice.message().id(), notice);
        noticesOf
                .computeIfAbsent(notice.message().outTradeNo(), _ -> new ArrayList<>())
                .add(notice);
    }

    static Entry entry(Notice.Message message) {
        return new Entry.Queued(
                message.id(),
                message.noticeId(),
                message.event(),
                message.outTradeNo(),
                message.outRefundNo(),
                message.url().toString(),
                message.forgery(),
                message.amount(),
                message.kept(),
                message.at().toEpochMilli(),
                message.due().toEpochMilli(),
                message.nonce());
    }

    static Entry entry(Notice notice, Notice.Attempt attempt) {
        var answer = attempt.answer();
        var next = attempt.next();
        return new Entry.Attempted(
                notice.message().id(),
                attempt.at().toEpochMilli(),
                attempt.serial(),
                answer.status(),
                answer.body(),
                answer.error(),
                answer.millis(),
                attempt.acknowledged(),
                next == null ? null : next.toEpochMilli());
    }

    private static Notice.Message message(Entry.Queued queued) {
        return new Notice.Message(
                queued.id(),
                queued.noticeId(),
                queued.event(),
                queued.outTradeNo(),
                queued.outRefundNo(),
                URI.create(queued.url()),
                queued.forgery(),
                queued.amount(),
                queued.kept(),
                Instant.ofEpochMilli(queued.at()),
                Instant.ofEpochMilli(queued.due()),
                queued.nonce());
    }

    private static Notice.Attempt attempt(Entry.Attempted attempted) {
        var next = attempted.next();
        return new Notice.Attempt(
                Instant.ofEpochMilli(attempted.at()),
                attempted.serial(),
                new Answer(
                        attempted.status(),
                        attempted.body(),
                        attempted.error(),
                        attempted.millis()),
                attempted.acknowledged(),
                next == null ? null : Instant.ofEpochMilli(next));
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
