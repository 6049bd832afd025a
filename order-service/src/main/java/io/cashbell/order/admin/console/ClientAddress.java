package io.cashbell.order.admin.console;

import io.cashbell.order.admin.AdminConfig;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From where somebody asks: the other end of the connection, or what the proxies that stand before
 * the service say of it. Each proxy appends the address it was asked from to {@code
 * X-Forwarded-For}; what stands before theirs, the client wrote itself.
 */
@Singleton
final class ClientAddress {
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final int trustedProxies;

    ClientAddress(AdminConfig config) {
        this.trustedProxies = config.trustedProxies();
    }

    /**
     * The {@linkplain ClientNetwork network}, never blank; of a request that did not come through
     * all proxies, or of which they say nothing that is an address, the other end of the
     * connection.
     */
    String of(HttpRequest<?> request) {
        List<String> told =
                request.getHeaders().getAll(FORWARDED_FOR).stream()
                        .flatMap(line -> Stream.of(line.split(",", -1)))
                        .map(String::strip)
                        .toList();
        int place = told.size() - trustedProxies;
        return (trustedProxies == 0 || place < 0
                        ? Optional.<String>empty()
                        : ClientNetwork.find(told.get(place)))
                .orElseGet(() -> ClientNetwork.of(request.getRemoteAddress().getAddress()));
    }
}
