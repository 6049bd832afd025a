package io.cashbell.payment.session;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * No browser or proxy may answer a visit from memory: a used payment link shows the buyer nothing
 * but "duplicate transaction". Refusals included, since each may be over at the next visit.
 */
@ServerFilter({"/checkout/**", "/api/checkout/**"})
class NoCacheFilter {

    @ResponseFilter
    void forbidCaching(MutableHttpResponse<?> response) {
        response.getHeaders()
                .set(HttpHeaders.CACHE_CONTROL, "no-cache, no-store, must-revalidate")
                .set(HttpHeaders.PRAGMA, "no-cache")
                .set(HttpHeaders.EXPIRES, "0");
    }
}
