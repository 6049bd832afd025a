package io.cashbell.local.gateway.ecpay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.local.gateway.CallbackSender.Answer;
import io.cashbell.local.gateway.ecpay.Callback.Message;
import io.cashbell.local.gateway.ecpay.Callback.News;
import io.cashbell.local.gateway.ecpay.Trade.Issue;
import io.cashbell.local.gateway.ecpay.Trade.Settlement;
import io.cashbell.local.gateway.ecpay.Trade.Status;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened, as the journal keeps it, and back; one line for each. */
final class Entries {
    private static final Choice CARD = new Choice(Method.CREDIT, "", 0, false);
    private static final ObjectMapper JSON = new ObjectMapper();

    private Entries() {}

    static String write(Entry entry) {
        try {
            return JSON.writerFor(Entry.class).writeValueAsString(entry);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Entry read(String line) {
        try {
            return JSON.readValue(line, Entry.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(
                    "a line of the journal cannot be read; start with an empty data folder", e);
        }
    }

    static Entry opened(Order order, long number, Instant at) {
        return new Entry.Opened(order.fields(), number, at.toEpochMilli());
    }

    static Trade trade(Entry.Opened opened) {
        return Trade.open(
                new Order(Map.copyOf(opened.fields())),
                opened.number(),
                Instant.ofEpochMilli(opened.at()));
    }

    static Entry issued(Order.Key key, Issue issue) {
        return new Entry.Issued(
                key.merchantId(), key.merchantTradeNo(), issue.choice(), issue.at().toEpochMilli());
    }

    static Issue issue(Entry.Issued issued) {
        return new Issue(issued.choice(), Instant.ofEpochMilli(issued.at()));
    }

    static Entry settled(Order.Key key, Settlement settlement) {
        return new Entry.Settled(
                key.merchantId(),
                key.merchantTradeNo(),
                settlement.paid() ? Status.PAID : Status.FAILED,
                settlement.choice(),
                settlement.amount(),
                settlement.code(),
                settlement.at().toEpochMilli());
    }

    /** An older journal says less: then it was a card, and the order's amount. */
    static Settlement settlement(Entry.Settled settled, Trade trade) {
        var paid = settled.status() == Status.PAID;
        return new Settlement(
                settled.choice() == null ? CARD : settled.choice(),
                Instant.ofEpochMilli(settled.at()),
                paid,
                settled.amount() == null ? trade.order().amount() : settled.amount(),
                code(settled.code(), paid));
    }

    static Entry acted(Order.Key key, CardAction action) {
        return new Entry.Acted(
                key.merchantId(),
                key.merchantTradeNo(),
                action.kind(),
                action.amount(),
                action.at().toEpochMilli());
    }

    static CardAction action(Entry.Acted acted) {
        return new CardAction(acted.kind(), acted.amount(), Instant.ofEpochMilli(acted.at()));
    }

    static Entry queued(Message message) {
        var news = message.news();
        return new Entry.Queued(
                message.id(),
                message.trade().merchantId(),
                message.trade().merchantTradeNo(),
                news.kind(),
                news.choice(),
                news.amount(),
                news.code(),
                message.forgery(),
                message.kept(),
                news.at().toEpochMilli(),
                message.due().toEpochMilli());
    }

    static Message message(Entry.Queued queued, Trade trade) {
        return new Message(
                queued.id(),
                trade.key(),
                new News(
                        queued.kind(),
                        queued.choice() == null ? CARD : queued.choice(),
                        queued.amount() == null ? trade.order().amount() : queued.amount(),
                        code(queued.code(), queued.kind() != Callback.Kind.FAILED),
                        Instant.ofEpochMilli(queued.at())),
                queued.forgery(),
                queued.kept(),
                Instant.ofEpochMilli(queued.due()));
    }

    static Entry attempted(Callback callback, Callback.Attempt attempt) {
        var answer = attempt.answer();
        var next = attempt.next();
        return new Entry.Attempted(
                callback.message().id(),
                attempt.at().toEpochMilli(),
                answer.status(),
                answer.body(),
                answer.error(),
                answer.millis(),
                attempt.acknowledged(),
                next == null ? null : next.toEpochMilli());
    }

    static Callback.Attempt attempt(Entry.Attempted attempted) {
        var next = attempted.next();
        return new Callback.Attempt(
                Instant.ofEpochMilli(attempted.at()),
                new Answer(
                        attempted.status(),
                        attempted.body(),
                        attempted.error(),
                        attempted.millis()),
                attempted.acknowledged(),
                next == null ? null : Instant.ofEpochMilli(next));
    }

    private static String code(@Nullable String code, boolean paid) {
        return code != null ? code : paid ? CallbackFields.PAID : CallbackFields.PAY_FAILED;
    }
}
