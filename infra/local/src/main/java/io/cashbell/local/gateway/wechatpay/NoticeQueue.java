package io.cashbell.local.gateway.wechatpay;

import io.cashbell.local.gateway.CallbackSender;
import io.cashbell.local.gateway.RetrySchedule;
import io.cashbell.local.gateway.SandboxClock;
import io.cashbell.local.gateway.SandboxTimer;
import io.cashbell.local.gateway.wechatpay.Notice.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers notices when they are due, and again until the shop answers 200 or 204 (section 6). */
final class NoticeQueue implements AutoCloseable {
    static final String OWN_RETRY = "15s,15s,30s,3m,10m,20m,30m,30m,30m,60m,3h,3h,3h,6h,6h";

    private static final Logger log = LoggerFactory.getLogger(NoticeQueue.class);

    private static final Duration SHOP_HAS = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final NoticeWriter writer;
    private final CallbackSender sender;
    private final SandboxClock clock;
    private final SandboxTimer timer;
    private final Map<String, SandboxTimer.Waiting> waiting = new ConcurrentHashMap<>();
    private volatile RetrySchedule schedule;
    private volatile boolean closed;

    NoticeQueue(
            Ledger ledger,
            NoticeWriter writer,
            CallbackSender sender,
            SandboxClock clock,
            RetrySchedule schedule) {
        this.ledger = ledger;
        this.writer = writer;
        this.sender = sender;
        this.clock = clock;
        this.schedule = schedule;
        timer = new SandboxTimer(clock, "wechatpay-notices");
        // Whatever was not delivered when the sandbox last ended.
        ledger.owed().forEach(this::arrange);
    }

    /** The notices are in the ledger already; each leaves when it is due, which usually is now. */
    void deliver(List<Notice.Message> messages) {
        messages.forEach(message -> arrange(ledger.notice(message.id())));
    }

    RetrySchedule schedule() {
        return schedule;
    }

    /** Holds from now on, also for notices that wait for a repeat under the old schedule. */
    void use(RetrySchedule changed) {
        schedule = changed;
        for (var id : waiting.keySet()) {
            var notice = ledger.notice(id);
            var attempts = notice.attempts();
            var wait = waiting.get(id);
            var delay = changed.beforeNext(Math.max(1, attempts.size()));
            // One that has not been tried yet waits because it was asked to, and the last repeat of
            // the old schedule may still happen.
            if (!attempts.isEmpty() && wait != null && delay.isPresent() && wait.cancel()) {
                arrange(notice, attempts.getLast().at().plus(delay.get()));
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        timer.close();
    }

    private void arrange(Notice notice) {
        arrange(notice, notice.due());
    }

    private void arrange(Notice notice, @Nullable Instant due) {
        if (due == null || closed) {
            return;
        }
        var id = notice.message().id();
        var wait = timer.at(due, () -> begin(notice));
        waiting.put(id, wait);
        if (wait.isOver()) {
            waiting.remove(id, wait);
        }
    }

    private void begin(Notice notice) {
        waiting.remove(notice.message().id());
        if (!closed) {
            attempt(notice);
        }
    }

    private void attempt(Notice notice) {
        var message = notice.message();
        try {
            int before = notice.attempts().size();
            var written = writer.write(message);
            var headers = written.stamp().headers();
            headers.put("Accept", "*/*");
            headers.put("User-Agent", "Mozilla/4.0");
            var begun = clock.instant();
            var answer =
                    sender.post(
                            message.url(), "application/json", written.body(), headers, SHOP_HAS);
            if (closed) {
                return;
            }
            boolean acknowledged =
                    answer.error() == null && (answer.status() == 200 || answer.status() == 204);
            var planned = schedule;
            var delay = planned.beforeNext(before + 1);
            var next = acknowledged || !message.kept() ? null : delay.map(begun::plus).orElse(null);
            var attempt = new Attempt(begun, written.stamp().serial(), answer, acknowledged, next);
            ledger.record(List.of(Ledger.entry(notice, attempt)));
            log.atDebug()
                    .addKeyValue("outTradeNo", message.outTradeNo())
                    .addKeyValue("acknowledged", acknowledged)
                    .log("Notice sent");
            arrange(notice);
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
                        .addKeyValue("outTradeNo", message.outTradeNo())
                        .log("A notice could not be sent");
            }
        }
    }
}
