package io.cashbell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.endtoend.buyer.Buyer;
import io.cashbell.endtoend.buyer.OrderForm;
import io.cashbell.endtoend.buyer.PlacedOrder;
import io.cashbell.endtoend.shop.Folders;
import io.cashbell.endtoend.shop.Http;
import io.cashbell.endtoend.shop.Mailbox;
import io.cashbell.endtoend.shop.Poll;
import io.cashbell.endtoend.shop.RunCommand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** The one command, as a stranger meets it. */
@Tag("S3-19")
class RunCommandIT {
    private static final List<String> ADDRESSES =
            List.of(
                    "storefront",
                    "console",
                    "order-service",
                    "payment-service",
                    "notification-service",
                    "gateway sandbox",
                    "mailbox");
    private static final List<Integer> ENDED_BY_A_SIGNAL = List.of(128 + 2, 128 + 15);

    /**
     * A stranger is promised 30 s on two processors. What is computed until then must fit in; how
     * long it takes beside whatever else runs on the machine is in the report.
     */
    private static final Duration PROMISED = Duration.ofSeconds(30).multipliedBy(2);

    /** Less would mean that it was not measured. */
    private static final Duration AT_LEAST = Duration.ofSeconds(1);

    /** Where it hangs. */
    private static final Duration OPEN_LIMIT = Duration.ofMinutes(3);

    private static final Duration SOON = Duration.ofSeconds(15);

    private final Path folder = Folders.fresh("run-command");
    private final int offset = RunCommand.freeOffset();

    @Test
    @Tag("proof")
    void opensAShopEndsWithCtrlCKeepsItsDataAndBeginsAfreshWhenTold(TestReporter reporter) {
        var data = folder.resolve("data");
        var card = opensAndTellsItsAddresses(data, reporter);
        keepsOrdersAndMails(data, card);
        beginsAfresh(data, card);
    }

    @Test
    void aPortInUseIsOneLineAndNothingIsLeftRunning() throws IOException {
        var taken = 8090 + offset;
        try (var _ = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress());
                var command = run(folder.resolve("other-data"), Map.of())) {
            assertThat(command.awaitEnd()).isNotZero();

            assertThat(command.err().lines()).hasSize(1);
            assertThat(command.err()).contains(String.valueOf(taken));
            assertThat(RunCommand.ports(offset).stream().filter(port -> !RunCommand.isFree(port)))
                    .containsExactly(taken);
        }
    }

    @Test
    void anUnknownOptionIsOneLine() {
        try (var command = RunCommand.start(folder, Map.of(), "--portt-offset", "1")) {
            assertThat(command.awaitEnd()).isNotZero();

            assertThat(command.err().lines()).hasSize(1);
            assertThat(command.err()).contains("--portt-offset");
        }
    }

    @Test
    void aSettingThatCannotBeIsOneLineThatNamesItAndNothingIsLeftRunning() {
        var wrong = Map.of("ECPAY_BASE_URL", "not an address");
        try (var command = run(folder.resolve("wrong-data"), wrong)) {
            assertThat(command.awaitEnd()).isNotZero();

            assertThat(command.err().lines()).hasSize(1);
            assertThat(command.err()).contains("ECPAY_BASE_URL");
            assertThat(RunCommand.ports(offset)).allMatch(RunCommand::isFree);
        }
    }

    private PlacedOrder opensAndTellsItsAddresses(Path data, TestReporter reporter) {
        var elsewhere = "http://localhost:" + (8090 + offset) + "/ecpay/elsewhere";
        var begun = System.nanoTime();
        try (var command = run(data, Map.of("ECPAY_BASE_URL", elsewhere))) {
            command.awaitOpen(OPEN_LIMIT);
            var took = Duration.ofNanos(System.nanoTime() - begun);
            reporter.publishEntry("run.open-after-millis", String.valueOf(took.toMillis()));
            assertThat(command.cpu())
                    .as("computed until it was open")
                    .isBetween(AT_LEAST, PROMISED);
            assertThat(command.out()).as("a build inside the build").doesNotContain("Building");
            for (var what : ADDRESSES) {
                assertThat(Http.get(command.address(what)).status()).as(what).isIn(200, 302, 303);
            }
            var buyer = Buyer.at(command.address("storefront"));
            var card = buyer.place(buyer.someTea());
            assertThat(buyer.checkout(card).action().toString()).startsWith(elsewhere);
            placeOnArrival(command, buyer);
            endsLeavingNothing(command);
            return card;
        }
    }

    private void keepsOrdersAndMails(Path data, PlacedOrder card) {
        try (var command = run(data, Map.of())) {
            command.awaitOpen(OPEN_LIMIT);
            var buyer = Buyer.at(command.address("storefront"));
            assertThat(mailbox(command).count()).isEqualTo(1);
            assertThat(buyer.look(card).path("status").asText()).isEqualTo("created");

            buyer.goToGateway(card).pay();

            buyer.awaitStatus(card, "paid", SOON);
            endsLeavingNothing(command);
        }
    }

    private void beginsAfresh(Path data, PlacedOrder card) {
        try (var command = run(data, Map.of(), "--fresh")) {
            command.awaitOpen(OPEN_LIMIT);
            var buyer = Buyer.at(command.address("storefront"));
            assertThat(mailbox(command).count()).isZero();
            assertThat(buyer.ask(card).status()).isEqualTo(404);
            endsLeavingNothing(command);
        }
        assertThat(Files.exists(data)).isTrue();
    }

    private static Mailbox mailbox(RunCommand command) {
        return new Mailbox(command.address("mailbox"), "owner@example.com");
    }

    private static void placeOnArrival(RunCommand command, Buyer buyer) {
        var order = buyer.place(OrderForm.onArrival(buyer.person()).with(1, "tea-oolong"));
        mailbox(command).await(order.id(), SOON);
    }

    private void endsLeavingNothing(RunCommand command) {
        var family = command.family();
        assertThat(family).as("the command and three services").hasSizeGreaterThanOrEqualTo(4);

        assertThat(command.interrupt()).isIn(ENDED_BY_A_SIGNAL);

        Poll.until(
                SOON,
                "every process is gone",
                () -> family.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(RunCommand.ports(offset)).allMatch(RunCommand::isFree);
    }

    private RunCommand run(Path data, Map<String, String> variables, String... more) {
        var options =
                new ArrayList<>(
                        List.of(
                                "--port-offset",
                                String.valueOf(offset),
                                "--data",
                                data.toString()));
        options.addAll(List.of(more));
        return RunCommand.start(folder, variables, options.toArray(String[]::new));
    }
}
