package io.cashbell.local.aws;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A hundred items of a list, as SNS hands them out; the token is where the next page begins. */
record Page<T>(List<T> items, @Nullable String next) {
    private static final int SIZE = 100;

    static <T> Page<T> of(Collection<T> all, SnsRequest request) {
        var token = request.find("NextToken");
        var from = token == null || token.isEmpty() ? 0 : offset(token);
        var items = all.stream().skip(from).limit(SIZE).toList();
        return new Page<>(items, from + SIZE < all.size() ? String.valueOf(from + SIZE) : null);
    }

    Xml writeNext(Xml xml) {
        return next == null ? xml : xml.element("NextToken", next);
    }

    private static int offset(String token) {
        if (!token.matches("\\d{1,9}")) {
            throw SnsException.invalid("NextToken");
        }
        return Integer.parseInt(token);
    }
}
