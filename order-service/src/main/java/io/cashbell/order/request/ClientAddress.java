package io.cashbell.order.request;

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
public final class ClientAddress {
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final int trustedProxies;

    ClientAddress(ClientConfig config) {
        this.trustedProxies = config.trustedProxies();
    }

    /**
     * The network; of a request that did not come through all proxies, or of which they say nothing
     * that is an address, the other end of the connection.
     */
    public ClientNetwork of(HttpRequest<?> request) {
        List<String> told =
                request.getHeaders().getAll(FORWARDED_FOR).stream()
                        .flatMap(line -> Stream.of(line.split(",", -1)))
                        .map(String::strip)
                        .toList();
        int place = told.size() - trustedProxies;
        return (trustedProxies == 0 || place < 0
                        ? Optional.<ClientNetwork>empty()
                        : ClientNetwork.find(told.get(place)))
                .orElseGet(() -> peer(request, told));
    }

    /** Whoever hands on what others say, and is not named to us, may stand before everybody. */
    private ClientNetwork peer(HttpRequest<?> request, List<String> told) {
        ClientNetwork peer = ClientNetwork.of(request.getRemoteAddress().getAddress());
        return trustedProxies == 0 && !told.isEmpty()
                ? new ClientNetwork(peer.name(), false)
                : peer;
    }
}
