package io.cashbell.order.shopkeeping;

import io.cashbell.order.request.IdempotencyKey;
import io.cashbell.web.security.AdminApiFilter;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

/** What all commands of the shop have in common: who asks under which key, and the answer. */
final class ShopAnswers {
    static final String MATCH =
            "The ETag that was read: changes nothing if it is another one by now";

    /** Who has the token and no name. */
    private static final String ANYBODY = "api";

    private ShopAnswers() {}

    static ChangeShop.Command command(HttpRequest<?> request) {
        return new ChangeShop.Command(
                AdminApiFilter.whoAsks(request).orElse(ANYBODY),
                IdempotencyKey.of(request.getHeaders().getAll(IdempotencyKey.HEADER)),
                EntityTags.of(request.getHeaders().getAll(HttpHeaders.IF_MATCH)));
    }

    static MutableHttpResponse<String> seen(ReadShop.Seen seen) {
        return HttpResponse.ok(seen.view().toString())
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.ETAG, seen.tag());
    }

    static MutableHttpResponse<String> answered(ChangeShop.Answer answer) {
        MutableHttpResponse<String> response =
                HttpResponse.<String>status(HttpStatus.valueOf(answer.status()))
                        .body(answer.body())
                        .contentType(MediaType.APPLICATION_JSON_TYPE)
                        .header(HttpHeaders.ETAG, answer.tag());
        return answer.replayed() ? response.header("Idempotency-Replayed", "true") : response;
    }
}
