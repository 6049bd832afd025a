package io.cashbell.local.gateway.ecpay;

import io.cashbell.local.gateway.CallbackSender;
import io.cashbell.local.gateway.DeliveryQueue;
import io.cashbell.local.gateway.RetrySchedule;
import io.cashbell.local.gateway.SandboxClock;
import io.cashbell.local.gateway.ecpay.Callback.Attempt;
import io.cashbell.local.gateway.http.Form;
import java.net.URI;
import java.util.List;

/** Delivers callbacks, until the shop answers {@code 1|OK} (section 5). */
final class CallbackQueue extends DeliveryQueue<Callback> {
    private static final String FORM = "application/x-www-form-urlencoded; charset=UTF-8";

    private final Ledger ledger;
    private final CallbackFields fields;
    private final CallbackSender sender;
    private final SandboxClock clock;

    CallbackQueue(
            Ledger ledger,
            CallbackFields fields,
            CallbackSender sender,
            SandboxClock clock,
            RetrySchedule schedule) {
        super("ecpay-callbacks", clock, schedule);
        this.ledger = ledger;
        this.fields = fields;
        this.sender = sender;
        this.clock = clock;
        // Whatever was not delivered when the sandbox last ended.
        arrange(ledger.allCallbacks());
    }

    /** The callback is in the ledger already. */
    void deliver(Callback.Message message) {
        arrange(List.of(ledger.callback(message.id())));
    }

    @Override
    protected Callback find(String id) {
        return ledger.callback(id);
    }

    @Override
    protected Sent send(Callback callback) throws InterruptedException {
        var message = callback.message();
        var trade = ledger.find(message.trade()).orElseThrow();
        boolean repeat = !callback.attempts().isEmpty();
        var form = fields.of(trade, message.news(), message.forgery(), repeat);
        var begun = clock.instant();
        var answer = sender.post(address(trade.order(), message), FORM, Form.encode(form));
        boolean acknowledged = answer.is(200, "1|OK");
        return new Sent(
                begun,
                acknowledged,
                message.kept(),
                next -> ledger.attempted(callback, new Attempt(begun, answer, acknowledged, next)));
    }

    private static URI address(Order order, Callback.Message message) {
        return message.kind() == Callback.Kind.ISSUED
                ? order.paymentInfoUrl().orElseThrow()
                : order.returnUrl();
    }
}
