package io.cashbell.local.gateway.kakaopay;

import io.cashbell.local.gateway.Faults;
import io.cashbell.local.gateway.http.Handler;
import io.cashbell.local.gateway.http.HttpRefusal;
import io.cashbell.local.gateway.http.Request;
import io.cashbell.local.gateway.http.Router;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The eight addresses that a shop's server calls: four operations in two dialects. */
final class Api {
    private static final Logger log = LoggerFactory.getLogger(Api.class);

    private static final int LENGTH_OF_NUMBERS = 20;
    private static final int LONGEST_TOKEN = 100;
    private static final int LONGEST_PAYLOAD = 200;

    private final Merchants merchants;
    private final OrderRules rules;
    private final Desk desk;
    private final Addresses addresses;
    private final Faults faults;
    private final Underway underway = new Underway();

    Api(Merchants merchants, OrderRules rules, Desk desk, Addresses addresses, Faults faults) {
        this.merchants = merchants;
        this.rules = rules;
        this.desk = desk;
        this.addresses = addresses;
        this.faults = faults;
    }

    void addRoutes(Router router) {
        for (var dialect : Dialect.values()) {
            for (var operation : Operation.values()) {
                router.on(
                        "POST",
                        dialect.root() + "/" + operation.spelled(),
                        handler(dialect, operation));
            }
            router.on(
                    "POST",
                    dialect.root() + "/{other}",
                    inWordsOf(
                            dialect,
                            request -> {
                                throw new RefusedException(Code.NO_SUCH_ADDRESS, request.path());
                            }));
        }
    }

    private Handler handler(Dialect dialect, Operation operation) {
        // A refusal is an answer too, and may be lost as such; what the faults themselves refuse
        // is put into words outside of them.
        var work =
                faults.around(
                        operation.spelled(),
                        inWordsOf(
                                dialect,
                                request ->
                                        dialect.answer(
                                                answer(
                                                        operation,
                                                        dialect.read(request),
                                                        request))));
        return inWordsOf(
                dialect,
                request -> {
                    var authorization = request.header("Authorization");
                    dialect.authenticate(authorization == null ? "" : authorization, merchants);
                    var tid = dialect.read(request).peek("tid");
                    return underway.alone(operation, tid, work, request);
                });
    }

    private static Handler inWordsOf(Dialect dialect, Handler handler) {
        return request -> {
            try {
                return handler.answer(request);
            } catch (RefusedException refused) {
                log.atInfo()
                        .addKeyValue("code", refused.code().number())
                        .addKeyValue("path", request.path())
                        .log("Refused");
                return dialect.refusal(refused);
            } catch (HttpRefusal refusal) {
                return dialect.refusal(new RefusedException(Code.PARAMETER, refusal.shown()));
            }
        };
    }

    private Map<String, Object> answer(Operation operation, Fields fields, Request request) {
        return switch (operation) {
            case READY -> Answers.ready(desk.open(rules.check(fields)), addresses.base(request));
            case APPROVE -> Answers.approve(desk.approve(approving(fields)));
            case CANCEL -> Answers.cancel(desk.cancel(cancelling(fields)));
            case ORDER -> Answers.order(desk.find(rules.merchant(fields), tid(fields)));
        };
    }

    private Desk.Approving approving(Fields fields) {
        return new Desk.Approving(
                rules.merchant(fields),
                tid(fields),
                fields.text("partner_order_id", OrderRules.LONGEST_ID),
                fields.text("partner_user_id", OrderRules.LONGEST_ID),
                fields.text("pg_token", LONGEST_TOKEN),
                fields.optionalText("payload", LONGEST_PAYLOAD).orElse(null),
                fields.optionalNumber("total_amount"));
    }

    private Desk.Cancelling cancelling(Fields fields) {
        long amount = fields.number("cancel_amount");
        if (amount < 1) {
            throw Fields.refused("cancel_amount", "must be at least 1");
        }
        return new Desk.Cancelling(
                rules.merchant(fields),
                tid(fields),
                amount,
                fields.number("cancel_tax_free_amount"),
                fields.optionalNumber("cancel_vat_amount"),
                fields.optionalNumber("cancel_available_amount"),
                fields.optionalText("payload", LONGEST_PAYLOAD).orElse(null));
    }

    private static String tid(Fields fields) {
        return fields.text("tid", LENGTH_OF_NUMBERS);
    }
}
