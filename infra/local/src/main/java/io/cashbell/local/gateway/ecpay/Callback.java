package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.CallbackSender.Answer;
import io.cashbell.local.gateway.DeliveryQueue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One message to a shop's server and every attempt to deliver it. */
final class Callback implements DeliveryQueue.Delivery {

    enum Kind {
        PAID,
        FAILED,
        /** Somebody pressed "simulate payment" in the vendor console; no money moved. */
        SIMULATED,
        /** A number was issued, or a loan applied for; goes to PaymentInfoURL. */
        ISSUED
    }

    /** What is wrong with it on purpose. */
    enum Forgery {
        NONE,
        /** The checksum. */
        MAC,
        /** No checksum at all. */
        UNSIGNED,
        /** Signed with the keys of another merchant. */
        KEYS,
        /** Another amount, well signed. */
        AMOUNT,
        /** Another merchant, well signed with the right keys. */
        MERCHANT,
        /** A MerchantTradeNo that was never opened, well signed. */
        TRADENO;

        /** As the control API spells it. */
        String spelled() {
            return this == TRADENO ? "tradeNo" : Callback.spelled(this);
        }
    }

    /**
     * What it says.
     *
     * @param amount in whole dollars
     * @param code RtnCode
     * @param at when that happened
     */
    record News(Kind kind, Choice choice, long amount, String code, Instant at) {}

    /**
     * @param kept false for forgeries and second copies: sent once, whatever the answer
     */
    record Message(
            String id, Order.Key trade, News news, Forgery forgery, boolean kept, Instant due) {
        Message {
            if (kept && forgery != Forgery.NONE) {
                throw new IllegalArgumentException("nobody repeats a forgery");
            }
        }

        Kind kind() {
            return news.kind();
        }
    }

    /**
     * @param next when it is tried again; null when it is not
     */
    record Attempt(Instant at, Answer answer, boolean acknowledged, @Nullable Instant next) {}

    private final Message message;
    private final List<Attempt> attempts = new ArrayList<>();

    Callback(Message message) {
        this.message = message;
    }

    Message message() {
        return message;
    }

    @Override
    public String id() {
        return message.id();
    }

    @Override
    public List<Instant> tried() {
        return attempts().stream().map(Attempt::at).toList();
    }

    synchronized void add(Attempt attempt) {
        attempts.add(attempt);
    }

    synchronized List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    @Override
    public synchronized @Nullable Instant due() {
        return attempts.isEmpty() ? message.due() : attempts.getLast().next();
    }

    synchronized boolean acknowledged() {
        return !attempts.isEmpty() && attempts.getLast().acknowledged();
    }

    static String spelled(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
