package io.cashbell.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command as a person meets it: what it starts, what it refuses, and that it leaves nothing.
 */
@Tag("own-emulators")
class ShopIT {
    private static final List<String> NO_JVM = List.of();

    @TempDir private Path scratch;

    private final int offset = freeOffset();

    @Test
    void opensTellsWhereAndEndsEverythingOnCtrlC() throws Exception {
        var caller =
                Map.of(
                        "ADMIN_EMAILS",
                        "me@example.com",
                        "TEA",
                        "oolong",
                        "AWS_REGION",
                        "eu-west-1");
        try (var shop = start(caller, NO_JVM).awaitOpen()) {
            assertThat(shop.output())
                    .contains(
                            "storefront            http://localhost:%d/".formatted(8081 + offset),
                            "http://localhost:%d/admin".formatted(8081 + offset),
                            "http://localhost:%d/docs".formatted(8082 + offset),
                            "http://localhost:%d/docs".formatted(8083 + offset),
                            "gateway sandbox       http://localhost:%d/".formatted(8090 + offset),
                            "mailbox               http://localhost:%d/".formatted(8091 + offset));

            assertThat(environmentOf(8082))
                    .contains("ECPAY_MERCHANT_ID=3002607")
                    .contains("TEA=oolong")
                    .contains("ECPAY_BASE_URL=http://localhost:%d/ecpay".formatted(8090 + offset))
                    .contains(
                            "KAKAOPAY_BASE_URL=http://localhost:%d/kakaopay"
                                    .formatted(8090 + offset))
                    .contains("ECPAY_HASH_KEY=pwFHCqoQZGmho4w6")
                    .contains(
                            "WECHATPAY_BASE_URL=http://localhost:%d/wechatpay"
                                    .formatted(8090 + offset))
                    .contains("WECHATPAY_PRIVATE_KEY=MII", "WECHATPAY_PUBLIC_KEY_ID=PUB_KEY_ID_")
                    .contains("PAYMENT_TABLE=payment-local")
                    .contains("AWS_REGION=ap-northeast-1")
                    .contains("AWS_ENDPOINT_URL_SNS=http://localhost:" + (9911 + offset))
                    .contains("MICRONAUT_SERVER_HOST=127.0.0.1")
                    .contains("SHOP_ENVIRONMENT=local");
            var token = Files.readString(data().resolve("admin-token")).strip();
            for (var service : List.of(8081, 8082, 8083)) {
                assertThat(environmentOf(service)).contains("ADMIN_API_TOKEN=" + token);
            }
            assertThat(shop.output())
                    .contains("admin API token       in " + data().resolve("admin-token"))
                    .doesNotContain(token);
            assertThat(environmentOf(8081))
                    .contains("WECHATPAY_MCH_ID=")
                    .doesNotContain(
                            "ECPAY_HASH_KEY", "WECHATPAY_PRIVATE_KEY", "WECHATPAY_API_V3_KEY");
            assertThat(shop.output()).doesNotContain("WECHATPAY_", "MII");
            assertThat(environmentOf(8083))
                    .doesNotContain("WECHATPAY_")
                    .contains("SMTP_PORT=" + (2525 + offset))
                    .contains("ADMIN_EMAILS=me@example.com");
            assertThat(get("http://localhost:" + (8091 + offset) + "/api/messages"))
                    .contains("\"items\":[]");

            try (var second =
                    ShopProcess.start(
                            scratch,
                            Map.of(),
                            NO_JVM,
                            "--data",
                            data().toString(),
                            "--port-offset",
                            String.valueOf(freeOffset()))) {
                refuses(second, 1, "is in use: another shop runs on it");
            }

            var children = shop.children();
            assertThat(children).hasSize(3);
            var code = shop.interrupt();
            assertThat(shop.awaitExit()).isEqualTo(code);
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(shop.complaints()).isEmpty();
        }
    }

    @Test
    void serviceThatDoesNotStartEndsEverything() throws Exception {
        var caller = Map.of("DOES_NOT_START", String.valueOf(8082 + offset));
        try (var shop = start(caller, NO_JVM)) {
            refuses(shop, 1, "payment-service has ended, its log is ");
            assertThat(shop.complaints().getFirst())
                    .contains(data().resolve("logs/payment-service.log").toString())
                    .endsWith("TEA_LEAVES is missing");
            assertThat(shop.children()).isEmpty();
        }
    }

    @Test
    void serviceThatDiesLaterEndsEverything() throws Exception {
        try (var shop = start(Map.of(), NO_JVM).awaitOpen()) {
            var children = shop.children();
            children.getFirst().destroyForcibly();
            refuses(shop, 1, "-service has ended, its log is ");
            assertThat(children).noneMatch(ProcessHandle::isAlive);
        }
    }

    @Test
    void whatAKilledRunnerLeftIsEndedByTheNextOnTheSameData() throws Exception {
        try (var killed = start(Map.of(), NO_JVM).awaitOpen()) {
            var left = killed.children();
            killed.kill();
            assertThat(left).hasSize(3).allMatch(ProcessHandle::isAlive);
            try (var next = start(Map.of(), NO_JVM).awaitOpen()) {
                assertThat(left).noneMatch(ProcessHandle::isAlive);
                assertThat(next.children()).hasSize(3);
            } finally {
                left.forEach(ProcessHandle::destroyForcibly);
            }
        }
    }

    @Test
    void portInUseIsNamedWithWhatItIsFor() throws Exception {
        try (var _ = new ServerSocket(8091 + offset, 1, InetAddress.getLoopbackAddress());
                var shop = start(Map.of(), NO_JVM)) {
            refuses(shop, 1, "a port is in use: %d (for the mailbox)".formatted(8091 + offset));
        }
    }

    @Test
    void whoIsRefusedForAPortInUseHasDestroyedNothing() throws Exception {
        Files.createDirectories(data());
        Files.writeString(data().resolve(".cashbell-data"), "");
        Files.writeString(data().resolve("orders"), "years of work");
        try (var _ = new ServerSocket(8091 + offset, 1, InetAddress.getLoopbackAddress());
                var shop = start(Map.of(), NO_JVM, "--fresh")) {
            refuses(shop, 1, "a port is in use");
        }
        assertThat(data().resolve("orders")).hasContent("years of work");
    }

    @Test
    void unknownOptionIsRefused() throws Exception {
        try (var shop = ShopProcess.start(scratch, Map.of(), NO_JVM, "--frseh")) {
            refuses(shop, 2, "unknown option --frseh");
        }
    }

    @Test
    void folderOfSomebodyElseIsNeitherUsedNorEmptied() throws Exception {
        Files.createDirectories(data());
        Files.writeString(data().resolve("thesis.txt"), "years of work");
        try (var shop = start(Map.of(), NO_JVM, "--fresh")) {
            refuses(shop, 1, "holds something that is not Cashbell's");
        }
        assertThat(data().resolve("thesis.txt")).hasContent("years of work");
    }

    @Test
    void tooLittleMemoryIsRefused() throws Exception {
        try (var shop = start(Map.of(), List.of("-D" + Memory.PROPERTY + "=700"))) {
            refuses(shop, 1, "too little memory: 700 MiB are available, the shop needs 1200 MiB");
        }
    }

    private ShopProcess start(Map<String, String> environment, List<String> jvm, String... more)
            throws IOException {
        var arguments = new ArrayList<String>();
        arguments.addAll(List.of("--data", data().toString()));
        arguments.addAll(List.of("--port-offset", String.valueOf(offset)));
        arguments.addAll(List.of(more));
        return ShopProcess.start(scratch, environment, jvm, arguments.toArray(String[]::new));
    }

    private Path data() {
        return scratch.resolve("data");
    }

    private static void refuses(ShopProcess shop, int exitCode, String line) throws Exception {
        assertThat(shop.awaitExit()).as(shop.output()).isEqualTo(exitCode);
        assertThat(shop.complaints()).singleElement().asString().contains(line);
    }

    private String environmentOf(int port) throws IOException, InterruptedException {
        return get("http://localhost:" + (port + offset) + "/environment");
    }

    private static String get(String address) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(address)).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    /** Away from the usual ports and from those that systems hand out, which begin at 32768. */
    private static int freeOffset() {
        return ThreadLocalRandom.current().nextInt(1_000, 2_280) * 10;
    }
}
