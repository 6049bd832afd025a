package io.cashbell.local.gateway.kakaopay;

import io.cashbell.local.gateway.http.Handler;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What KakaoPay is working on. Whoever asks for the same again meanwhile gets -785, which says
 * nothing about how the first will end (section 7).
 */
final class Underway {
    private final Set<String> working = ConcurrentHashMap.newKeySet();

    Reply alone(Operation operation, String tid, Handler handler, Request request)
            throws Exception {
        if (!operation.movesMoney()) {
            return handler.answer(request);
        }
        var work = operation + " " + tid;
        if (!working.add(work)) {
            throw new RefusedException(Code.SENT_TWICE);
        }
        try {
            return handler.answer(request);
        } finally {
            working.remove(work);
        }
    }
}
