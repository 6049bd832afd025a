package io.cashbell.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cashbell.web.Visitor;
import io.cashbell.web.Visitor.Answer;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@Tag("S1-18")
class AdminApiFilterTest {

    private static final String TOKEN = "0123456789abcdefghijklmnopqrstuv";
    private static final String ADDRESS = "/api/admin/beds";

    private static EmbeddedServer open;
    private static EmbeddedServer closed;

    @BeforeAll
    static void start() {
        open = server(Map.of("ADMIN_API_TOKEN", TOKEN));
        closed = server(Map.of());
    }

    @AfterAll
    static void stop() {
        open.close();
        closed.close();
    }

    @Test
    void whoeverHasTheTokenIsLetInAndNamed() {
        var answer = Visitor.of(open).get(ADDRESS, "Authorization", "Bearer " + TOKEN);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("for api-token");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void theTokenThatGoesAndTheOneThatComesBothLetIn() {
        var next = "0123456789abcdefghijklmnopqrstuw";
        try (var both = server(Map.of("ADMIN_API_TOKEN", TOKEN + "," + next))) {
            for (var token : List.of(TOKEN, next)) {
                assertThat(
                                Visitor.of(both)
                                        .get(ADDRESS, "Authorization", "Bearer " + token)
                                        .status())
                        .isEqualTo(200);
            }
            isRefused(
                    Visitor.of(both).get(ADDRESS, "Authorization", "Bearer " + TOKEN + "," + next),
                    "GET");
        }
    }

    @Test
    void whoeverHasTheTokenMaySayForWhomTheyAsk() {
        var proof = "Bearer " + TOKEN;
        var named =
                Visitor.of(open)
                        .get(ADDRESS, "Authorization", proof, "Acting-For", "m%C3%A9i%40shop");

        assertThat(named.body()).isEqualTo("for méi@shop");
        for (var none : new String[] {"%0A", "%zz", " ", "x".repeat(255)}) {
            isRefused(
                    Visitor.of(open).get(ADDRESS, "Authorization", proof, "Acting-For", none),
                    "GET");
        }
        isRefused(Visitor.of(open).get(ADDRESS, "Acting-For", "owner%40shop"), "GET");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GET, /api/admin/beds",
        "HEAD, /api/admin/beds",
        "DELETE, /api/admin/beds",
        "POST, /api/admin/beds/1/dig",
        "GET, /api/admin/nothing/here",
        "GET, /api/admin",
        "GET, /api/admin/",
        "GET, /api/admin?x=1",
    })
    void everyAddressBelowIsClosedToWhoeverHasNot(String method, String path) {
        isRefused(Visitor.of(open).send(method, path, null), method);
        isRefused(Visitor.of(closed).send(method, path, null), method);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer 0123456789abcdefghijklmnopqrstuw",
                "Bearer 0123456789abcdefghijklmnopqrstu",
                "Bearer 0123456789abcdefghijklmnopqrstuvw",
                "Bearer 0123456789ABCDEFGHIJKLMNOPQRSTUV",
                "Bearer",
                "Bearer ",
                "0123456789abcdefghijklmnopqrstuv",
                "Basic 0123456789abcdefghijklmnopqrstuv",
                "Bearer0123456789abcdefghijklmnopqrstuv",
            })
    void whatIsNearlyTheTokenIsNotTheToken(String proof) {
        isRefused(Visitor.of(open).get(ADDRESS, "Authorization", proof), "GET");
    }

    @Test
    void withoutTheSettingNothingIsTheToken() {
        for (var proof : new String[] {"Bearer ", "Bearer null", "Bearer " + TOKEN}) {
            isRefused(Visitor.of(closed).get(ADDRESS, "Authorization", proof), "GET");
        }
    }

    @Test
    void twoProofsAreOneTooMany() {
        var proof = "Bearer " + TOKEN;

        isRefused(
                Visitor.of(open).get(ADDRESS, "Authorization", proof, "Authorization", proof),
                "GET");
    }

    @Test
    void theTokenIsNotTakenFromTheAddress() {
        isRefused(Visitor.of(open).get(ADDRESS + "?access_token=" + TOKEN), "GET");
    }

    /** As they are written on the wire: a client's library would tidy them up. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/admin/beds/",
                "/api/admin/beds?",
                "/api/%61dmin/beds",
                "/api/admin%2Fbeds",
                "/api/admin/%62eds",
                "//api/admin/beds",
                "/api//admin/beds",
                "/api/./admin/beds",
                "/api/x/../admin/beds",
                "/api/admin;x=1/beds",
                "/api/ADMIN/beds",
                "/api\\admin/beds",
                "http://elsewhere/api/admin/beds",
            })
    void noSpellingOfTheAddressGetsPast(String target) throws IOException {
        assertThat(answerTo(target)).doesNotContain("for nobody", " 200 ").startsWith("HTTP/1.1 4");
    }

    @Test
    void whatIsOnlyCalledAlikeIsForEverybody() {
        var answer = Visitor.of(closed).get("/api/administration");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("absent");
    }

    @Test
    void noLogHoldsTheToken() {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        root.addAppender(lines);
        try {
            Visitor.of(open).get(ADDRESS, "Authorization", "Bearer " + TOKEN);
            Visitor.of(open).get(ADDRESS, "Authorization", "Bearer " + TOKEN + "x");
        } finally {
            root.detachAppender(lines);
        }

        assertThat(lines.list)
                .isNotEmpty()
                .noneMatch(
                        line ->
                                (line.getFormattedMessage() + line.getKeyValuePairs())
                                        .contains(TOKEN));
    }

    private static void isRefused(Answer answer, String method) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"admin\"");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Request-Id")).isNotEqualTo("absent");
        if (method.equals("HEAD")) {
            return;
        }
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().at("/type").textValue())
                .isEqualTo("urn:cashbell:problem:unauthorized");
    }

    private static String answerTo(String target) throws IOException {
        try (var socket = new Socket(open.getHost(), open.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            ("GET "
                                            + target
                                            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static EmbeddedServer server(Map<String, Object> properties) {
        return ApplicationContext.run(EmbeddedServer.class, properties);
    }
}
