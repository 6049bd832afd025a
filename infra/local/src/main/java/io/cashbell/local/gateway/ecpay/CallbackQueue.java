package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.CallbackSender;
import io.cashbell.local.gateway.SandboxClock;
import io.cashbell.local.gateway.SandboxTimer;
import io.cashbell.local.gateway.ecpay.Callback.Attempt;
import io.cashbell.local.gateway.http.Form;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers callbacks when they are due and again until the shop acknowledges or the schedule ends.
 * A waiting callback costs an entry in a queue, not a thread.
 */
final class CallbackQueue implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CallbackQueue.class);

    private static final String FORM = "application/x-www-form-urlencoded; charset=UTF-8";

    private final Ledger ledger;
    private final CallbackFields fields;
    private final CallbackSender sender;
    private final SandboxClock clock;
    private final SandboxTimer timer;
    private final Map<String, SandboxTimer.Waiting> waiting = new ConcurrentHashMap<>();
    private volatile RetrySchedule schedule;
    private volatile boolean closed;

    CallbackQueue(
            Ledger ledger,
            CallbackFields fields,
            CallbackSender sender,
            SandboxClock clock,
            RetrySchedule schedule) {
        this.ledger = ledger;
        this.fields = fields;
        this.sender = sender;
        this.clock = clock;
        this.schedule = schedule;
        timer = new SandboxTimer(clock, "ecpay-callbacks");
        // Whatever was not delivered when the sandbox last ended.
        ledger.allCallbacks().forEach(this::arrange);
    }

    /** The callback is in the ledger already; it leaves when it is due, which usually is now. */
    void deliver(Callback.Message message) {
        arrange(ledger.callback(message.id()));
    }

    RetrySchedule schedule() {
        return schedule;
    }

    /** Holds from now on, also for callbacks that wait for a repeat under the old schedule. */
    void use(RetrySchedule changed) {
        schedule = changed;
        for (var id : waiting.keySet()) {
            var callback = ledger.callback(id);
            var last = callback.attempts().isEmpty() ? null : callback.attempts().getLast();
            var wait = waiting.get(id);
            var delay = changed.beforeNext(Math.max(1, callback.attempts().size()));
            // One that has not been tried yet waits because it was asked to, and the last repeat of
            // the old schedule may still happen.
            if (last != null && wait != null && delay.isPresent() && wait.cancel()) {
                arrange(callback, last.at().plus(delay.get()));
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        timer.close();
    }

    private void arrange(Callback callback) {
        arrange(callback, callback.due());
    }

    private void arrange(Callback callback, @Nullable Instant due) {
        if (due == null || closed) {
            return;
        }
        var id = callback.message().id();
        var wait = timer.at(due, () -> begin(callback));
        waiting.put(id, wait);
        if (wait.isOver()) {
            waiting.remove(id, wait);
        }
    }

    private void begin(Callback callback) {
        waiting.remove(callback.message().id());
        if (!closed) {
            attempt(callback);
        }
    }

    private void attempt(Callback callback) {
        try {
            var message = callback.message();
            var trade = ledger.find(message.trade()).orElseThrow();
            int before = callback.attempts().size();
            var form = fields.of(trade, message.news(), message.forgery(), before > 0);
            var begun = clock.instant();
            var answer = sender.post(address(trade.order(), message), FORM, Form.encode(form));
            if (closed) {
                return;
            }
            boolean acknowledged = answer.is(200, "1|OK");
            var planned = schedule;
            var delay = planned.beforeNext(before + 1);
            var next = acknowledged || !message.kept() ? null : delay.map(begun::plus).orElse(null);
            ledger.attempted(callback, new Attempt(begun, answer, acknowledged, next));
            log.atDebug()
                    .addKeyValue("merchantTradeNo", message.trade().merchantTradeNo())
                    .addKeyValue("acknowledged", acknowledged)
                    .log("Callback sent");
            arrange(callback);
            // A schedule that came in between did not find this one waiting.
            if (!schedule.equals(planned)) {
                use(schedule);
            }
        } catch (InterruptedException _) {
            // The sandbox is closing. The attempt is not in the ledger, so it is made again at the
            // next start.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!closed) {
                log.atError()
                        .setCause(e)
                        .addKeyValue(
                                "merchantTradeNo", callback.message().trade().merchantTradeNo())
                        .log("A callback could not be sent");
            }
        }
    }

    private static URI address(Order order, Callback.Message message) {
        return message.kind() == Callback.Kind.ISSUED
                ? order.paymentInfoUrl().orElseThrow()
                : order.returnUrl();
    }
}
