package io.cashbell.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;

class MailsTest {
    private static final String ONE = "a7n41c3gh2t85ghhek86sqhy78";
    private static final String ANOTHER = "b7n41c3gh2t85ghhek86sqhy78";

    @Test
    void copiesAreCountedOnEveryPage() throws Exception {
        var mailbox =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        mailbox.createContext(
                "/api/messages",
                exchange -> {
                    var isFirst = !exchange.getRequestURI().getQuery().contains("cursor=");
                    var page =
                            isFirst
                                    ? "{\"items\": [%s, %s], \"nextCursor\": \"2\"}"
                                            .formatted(mail(ONE), mail(ANOTHER))
                                    : "{\"items\": [%s], \"nextCursor\": null}"
                                            .formatted(mail(ONE));
                    exchange.sendResponseHeaders(200, 0);
                    try (var body = exchange.getResponseBody()) {
                        body.write(page.getBytes(UTF_8));
                    }
                });
        mailbox.start();
        try (var http = new Http()) {
            var address = URI.create("http://localhost:" + mailbox.getAddress().getPort() + "/");

            var mails = Mails.in(address, http);

            assertThat(mails.count()).isEqualTo(3);
            assertThat(mails.orders()).containsExactlyInAnyOrder(ONE, ANOTHER);
        } finally {
            mailbox.stop(0);
        }
    }

    private static String mail(String order) {
        return "{\"text\": \"http://localhost/admin/orders/%s\"}".formatted(order);
    }
}
