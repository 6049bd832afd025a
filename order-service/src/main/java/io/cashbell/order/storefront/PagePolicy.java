package io.cashbell.order.storefront;

import io.micronaut.http.MutableHttpResponse;

/**
 * What the shop's pages may do in a browser: from elsewhere they load pictures of products at most,
 * and they run no script inside a page.
 */
final class PagePolicy {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:;"
                    + " font-src 'self'; connect-src 'self'; manifest-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private PagePolicy() {}

    static MutableHttpResponse<byte[]> of(MutableHttpResponse<byte[]> response) {
        return response.header("Content-Security-Policy", POLICY);
    }
}
