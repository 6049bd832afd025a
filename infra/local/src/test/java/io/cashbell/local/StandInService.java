package io.cashbell.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/**
 * Stands in for a service where only its process matters: ready at once, shows its environment at
 * {@code /environment}, and does not start where {@code DOES_NOT_START} is its port.
 */
public final class StandInService {
    private StandInService() {}

    public static void main(String[] arguments) throws IOException {
        var port = System.getenv("MICRONAUT_SERVER_PORT");
        if (port.equals(System.getenv("DOES_NOT_START"))) {
            System.out.println("TEA_LEAVES is missing");
            System.exit(3);
        }
        var server =
                HttpServer.create(
                        new InetSocketAddress(
                                InetAddress.getLoopbackAddress(), Integer.parseInt(port)),
                        0);
        server.createContext(
                "/",
                exchange -> {
                    var text = new StringBuilder();
                    new TreeMap<>(System.getenv())
                            .forEach((name, value) -> text.append(name + "=" + value + "\n"));
                    var body = text.toString().getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }
}
