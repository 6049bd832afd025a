package io.cashbell.local.gateway.kakaopay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.local.gateway.kakaopay.SandboxUnderTest.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Only here does money move, and only once (section 4). */
class ApproveTest {
    private SandboxUnderTest sandbox;
    private ObjectNode order;
    private String tid;

    @BeforeEach
    void start() throws Exception {
        sandbox = SandboxUnderTest.inMemory();
        order = SandboxUnderTest.order();
        tid = sandbox.ready(order);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @EnumSource
    void theAnswerHasTheFieldsOfTheDocuments(Dialect dialect) throws Exception {
        var answer =
                sandbox.ask(
                        dialect,
                        "approve",
                        sandbox.authenticated(order, tid).put("payload", "memo 1"));

        assertThat(answer.status()).isEqualTo(200);
        var expected = Vectors.at("/responses/approve_money");
        expected.fieldNames()
                .forEachRemaining(name -> assertThat(answer.body().has(name)).as(name).isTrue());
        assertThat(answer.body().get("amount")).isEqualTo(expected.get("amount"));
        assertThat(answer.text("aid")).hasSize(20);
        assertThat(answer.text("tid")).isEqualTo(tid);
        assertThat(answer.text("payment_method_type")).isEqualTo("MONEY");
        assertThat(answer.text("partner_order_id"))
                .isEqualTo(order.get("partner_order_id").asText());
        assertThat(answer.text("item_name")).isEqualTo("초코파이");
        assertThat(answer.text("payload")).isEqualTo("memo 1");
        assertThat(answer.body().has("card_info")).isFalse();
    }

    @Test
    void aCardIsDescribed() throws Exception {
        order.put("payment_method_type", "CARD").put("install_month", 3);
        var byCard = sandbox.ready(order);

        var answer = sandbox.open("approve", sandbox.authenticated(order, byCard));

        assertThat(answer.text("payment_method_type")).isEqualTo("CARD");
        assertThat(answer.body().at("/card_info/install_month").asText()).isEqualTo("03");
        assertThat(answer.body().at("/card_info/bin").asText()).isNotEmpty();
        assertThat(sandbox.query(byCard).body().at("/selected_card_info/install_month").asInt())
                .isEqualTo(3);
    }

    @Test
    void nothingIsPaidBeforeTheShopApproves() throws Exception {
        assertThat(approve(SandboxUnderTest.approving(order, tid, "abc")).code()).isEqualTo(-701);
        sandbox.command(tid, "pay", "{}");

        assertThat(sandbox.query(tid).text("status")).isEqualTo("AUTH_PASSWORD");
        assertThat(sandbox.get("/control/kakaopay/ledger?state=paid").body())
                .contains("\"items\":[]");
    }

    @Test
    void aSecondApprovalSaysThatItIsPaid() throws Exception {
        var request = sandbox.authenticated(order, tid);
        assertThat(approve(request).status()).isEqualTo(200);

        var second = approve(request);

        assertThat(second.status()).isEqualTo(400);
        assertThat(second.code()).isEqualTo(-702);
        sandbox.open("cancel", SandboxUnderTest.cancelling(tid, 2200));
        assertThat(approve(request).code()).isEqualTo(-702);
        assertThat(sandbox.query(tid).body().get("payment_action_details")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "-721, tid, T0000000000000000000",
        "-731, cid, TC0TWOTIME",
        "-706, partner_order_id, another",
        "-707, partner_user_id, another",
        "-708, pg_token, 00000000000000000000",
        "-704, total_amount, 2199",
        "-2, total_amount, many",
        "-2, tid, T00000000000000000000",
        "-2, pg_token, ''",
        "-2, partner_order_id, ''",
        "-2, partner_user_id, ''"
    })
    void whatDoesNotFitTheOrderIsRefusedAndMovesNothing(int code, String field, String value)
            throws Exception {
        var request = sandbox.authenticated(order, tid);

        for (var dialect : Dialect.values()) {
            var answer = sandbox.ask(dialect, "approve", request.deepCopy().put(field, value));
            assertThat(answer.code()).as(dialect.name()).isEqualTo(code);
            assertThat(answer.status()).isEqualTo(400);
        }
        assertThat(sandbox.query(tid).text("status")).isEqualTo("AUTH_PASSWORD");
        assertThat(approve(request).status()).isEqualTo(200);
    }

    @Test
    void theTotalNeedNotBeSent() throws Exception {
        var request = sandbox.authenticated(order, tid);
        request.remove("total_amount");

        assertThat(approve(request).status()).isEqualTo(200);
    }

    @Test
    void aTokenOpensItsOwnPaymentOnly() throws Exception {
        var other = sandbox.ready(order);
        var ofOther = SandboxUnderTest.tokenOf(sandbox.command(other, "pay", "{}"));
        sandbox.command(tid, "pay", "{}");

        assertThat(approve(SandboxUnderTest.approving(order, tid, ofOther)).code()).isEqualTo(-708);
    }

    @Test
    void aPayloadHasItsLength() throws Exception {
        var request = sandbox.authenticated(order, tid);

        assertThat(approve(request.put("payload", "x".repeat(201))).code()).isEqualTo(-2);
        assertThat(approve(request.put("payload", "x".repeat(200))).status()).isEqualTo(200);
    }

    @Test
    void fifteenMinutesEndAPaymentThatIsNotApproved() throws Exception {
        var request = sandbox.authenticated(order, tid);
        sandbox.advance(Duration.ofMinutes(14));
        var late = sandbox.ready(order);
        sandbox.advance(Duration.ofMinutes(1));

        assertThat(approve(request).code()).isEqualTo(-723);
        assertThat(sandbox.query(tid).text("status")).isEqualTo("AUTH_PASSWORD");
        assertThat(approve(sandbox.authenticated(order, late)).status()).isEqualTo(200);
    }

    @Test
    void aPaymentThatEndedCannotBeApproved() throws Exception {
        sandbox.command(tid, "cancel", "{}");

        assertThat(approve(SandboxUnderTest.approving(order, tid, "abc")).code()).isEqualTo(-783);
    }

    @Test
    void aSecondApprovalMeanwhileSaysNothingAboutTheFirst() throws Exception {
        var request = sandbox.authenticated(order, tid);
        sandbox.control(
                "faults",
                "{\"operation\": \"approve\", \"fault\": \"slow\", \"delayMillis\": 50000}");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> approve(request));
            TestShop.await(
                    "the first is under way",
                    () -> sandbox.get("/control/kakaopay/faults").body().contains("\"items\":[]"));

            assertThat(approve(request).code()).isEqualTo(-785);
            assertThat(sandbox.query(tid).text("status")).isEqualTo("AUTH_PASSWORD");
            first.cancel(true);
        }
    }

    @Test
    void ofManyAtOnceOneIsPaid() throws Exception {
        var request = sandbox.authenticated(order, tid);

        var answers = atOnce(40, () -> approve(request));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allMatch(answer -> answer.code() == -702 || answer.code() == -785);
        assertThat(sandbox.query(tid).body().get("payment_action_details")).hasSize(1);
    }

    @Test
    void aTestMayHaveTheWrongAmountClaimed() throws Exception {
        var token = SandboxUnderTest.tokenOf(sandbox.command(tid, "pay", "{\"amount\": 2100}"));

        var answer = approve(SandboxUnderTest.approving(order, tid, token));

        assertThat(answer.body().at("/amount/total").asInt()).isEqualTo(2100);
        assertThat(sandbox.query(tid).body().at("/amount/total").asInt()).isEqualTo(2100);
    }

    static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<T>>();
            for (int i = 0; i < times; i++) {
                running.add(threads.submit(call));
            }
            var results = new ArrayList<T>();
            for (var one : running) {
                results.add(one.get());
            }
            return results;
        }
    }

    private Answer approve(ObjectNode request) throws Exception {
        return sandbox.open("approve", request);
    }
}
