package io.cashbell.local.gateway.wechatpay;

import io.cashbell.local.gateway.CallbackSender;
import io.cashbell.local.gateway.DeliveryQueue;
import io.cashbell.local.gateway.RetrySchedule;
import io.cashbell.local.gateway.SandboxClock;
import io.cashbell.local.gateway.wechatpay.Notice.Attempt;
import java.time.Duration;
import java.util.List;

/** Delivers notices, until the shop answers 200 or 204 (section 6). */
final class NoticeQueue extends DeliveryQueue<Notice> {
    static final String OWN_RETRY = "15s,15s,30s,3m,10m,20m,30m,30m,30m,60m,3h,3h,3h,6h,6h";

    private static final Duration SHOP_HAS = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final NoticeWriter writer;
    private final CallbackSender sender;
    private final SandboxClock clock;

    NoticeQueue(
            Ledger ledger,
            NoticeWriter writer,
            CallbackSender sender,
            SandboxClock clock,
            RetrySchedule schedule) {
        super("wechatpay-notices", clock, schedule);
        this.ledger = ledger;
        this.writer = writer;
        this.sender = sender;
        this.clock = clock;
        // Whatever was not delivered when the sandbox last ended.
        arrange(ledger.owed());
    }

    /** The notices are in the ledger already. */
    void deliver(List<Notice.Message> messages) {
        arrange(messages.stream().map(message -> ledger.notice(message.id())).toList());
    }

    @Override
    protected Notice find(String id) {
        return ledger.notice(id);
    }

    @Override
    protected Sent send(Notice notice) throws InterruptedException {
        var message = notice.message();
        var written = writer.write(message);
        var headers = written.stamp().headers();
        headers.put("Accept", "*/*");
        headers.put("User-Agent", "Mozilla/4.0");
        var begun = clock.instant();
        var answer =
                sender.post(message.url(), "application/json", written.body(), headers, SHOP_HAS);
        boolean acknowledged =
                answer.error() == null && (answer.status() == 200 || answer.status() == 204);
        return new Sent(
                begun,
                acknowledged,
                message.kept(),
                next ->
                        ledger.record(
                                List.of(
                                        Ledger.entry(
                                                notice,
                                                new Attempt(
                                                        begun,
                                                        written.stamp().serial(),
                                                        answer,
                                                        acknowledged,
                                                        next)))));
    }
}
