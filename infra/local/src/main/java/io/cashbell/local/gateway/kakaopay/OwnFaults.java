package io.cashbell.local.gateway.kakaopay;

import io.cashbell.local.gateway.ControlWords;
import io.cashbell.local.gateway.Faults;
import io.cashbell.local.gateway.http.Handler;
import io.cashbell.local.gateway.kakaopay.RefusedException.Reason;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What goes wrong at KakaoPay and nowhere else, and only when it is told to (section 7). */
final class OwnFaults {
    private static final Reason USER_LOCKED =
            new Reason("USER_LOCKED", "진행중인 거래가 있습니다. 잠시 후 다시 시도해 주세요.");
    private static final Reason BANK_UNKNOWN =
            new Reason("BANK_FIRM_UNKNOWN", "은행의 처리 결과를 확인할 수 없습니다.");

    /** The documents name no word for it. */
    private static final Reason DECLINED = new Reason("SANDBOX_DECLINED", "결제가 거절되었습니다.");

    /** Nothing that a shop sends to the sandbox meets them by itself. */
    private static final Map<Code, List<String>> BY_CODE_ALONE =
            Map.of(
                    Code.NOT_ENABLED, Operation.all(),
                    Code.INTERNAL, Operation.all(),
                    Code.MAINTENANCE, Operation.all(),
                    Code.APP, Operation.all(),
                    Code.GID, Operation.all(),
                    Code.ADDRESS_NOT_ALLOWED, Operation.all(),
                    Code.ORDER_DATA, List.of(Operation.READY.spelled()),
                    Code.WRONG_POINT, List.of(Operation.APPROVE.spelled()),
                    Code.WRONG_METHOD, List.of(Operation.APPROVE.spelled()));

    private OwnFaults() {}

    static Faults of(Desk desk) {
        var faults =
                new Faults(
                        KakaoPaySandbox.NAME,
                        () -> {
                            throw new RefusedException(Code.QUOTA);
                        });
        addFailure(faults, Operation.APPROVE, Code.APPROVAL_FAILED);
        addFailure(faults, Operation.CANCEL, Code.CANCEL_FAILED);
        faults.add(
                List.of(Operation.APPROVE.spelled()),
                "declined",
                "answers -780 and ends the payment as FAIL_PAYMENT",
                _ ->
                        request -> {
                            desk.decline(Dialect.of(request).read(request).peek("tid"));
                            throw new RefusedException(Code.APPROVAL_FAILED, DECLINED);
                        });
        BY_CODE_ALONE.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(
                        entry ->
                                faults.add(
                                        entry.getValue(),
                                        ControlWords.spelled(entry.getKey()),
                                        "answers " + entry.getKey().number() + " and does nothing",
                                        _ -> refusing(() -> new RefusedException(entry.getKey()))));
        return faults;
    }

    private static void addFailure(Faults faults, Operation operation, Code code) {
        faults.add(
                List.of(operation.spelled()),
                "user-locked",
                "answers " + code.number() + " USER_LOCKED and does nothing",
                _ -> refusing(() -> new RefusedException(code, USER_LOCKED)));
        faults.add(
                List.of(operation.spelled()),
                "bank-unknown",
                "does it and answers " + code.number() + " BANK_FIRM_UNKNOWN",
                work ->
                        request -> {
                            var reply = work.answer(request);
                            if (reply.status() != 200) {
                                return reply;
                            }
                            throw new RefusedException(code, BANK_UNKNOWN);
                        });
    }

    private static Handler refusing(Supplier<RefusedException> refusal) {
        return _ -> {
            throw refusal.get();
        };
    }
}
