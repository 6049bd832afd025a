package io.cashbell.local.gateway.kakaopay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a payment stands (section 5). */
class OrderQueryTest {
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

    @Test
    void aNewPaymentIsReadyAndNothingOfItCanBeCancelled() throws Exception {
        var answer = sandbox.query(tid);

        assertThat(answer.text("status")).isEqualTo("READY");
        assertThat(answer.body().at("/amount/total").asInt()).isEqualTo(2200);
        assertThat(answer.body().at("/cancel_available_amount/total").asInt()).isZero();
        assertThat(answer.body().get("payment_action_details")).isEmpty();
        assertThat(answer.body().has("approved_at")).isFalse();
        assertThat(answer.body().has("payment_method_type")).isFalse();
    }

    @Test
    void openingThePageShows() throws Exception {
        sandbox.get(sandbox.page(tid));

        assertThat(sandbox.query(tid).text("status")).isEqualTo("OPEN_PAYMENT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SEND_TMS", "OPEN_PAYMENT", "SELECT_METHOD", "ARS_WAITING"})
    void theBuyerMayBeAnywhere(String status) throws Exception {
        sandbox.command(tid, "status", "{\"status\": \"" + status + "\"}");

        assertThat(sandbox.query(tid).text("status")).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "pay, {}, AUTH_PASSWORD",
        "cancel, {}, QUIT_PAYMENT",
        "fail, {}, FAIL_AUTH_PASSWORD",
        "fail, {\"status\": \"FAIL_PAYMENT\"}, FAIL_PAYMENT"
    })
    void soItStandsAfterTheBuyerDecided(String command, String body, String status)
            throws Exception {
        sandbox.command(tid, command, body);

        assertThat(sandbox.query(tid).text("status")).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasPaidAndGivenBackIsListed(Dialect dialect) throws Exception {
        sandbox.open("approve", sandbox.authenticated(order, tid).put("payload", "paid"));
        sandbox.open("cancel", SandboxUnderTest.cancelling(tid, 700));

        var answer =
                sandbox.ask(
                        dialect,
                        "order",
                        Vectors.copy("/requests/open_api_order/body").put("tid", tid));

        assertThat(answer.text("status")).isEqualTo("PART_CANCEL_PAYMENT");
        assertThat(answer.text("payment_method_type")).isEqualTo("MONEY");
        assertThat(answer.body().at("/canceled_amount/total").asInt()).isEqualTo(700);
        assertThat(answer.body().at("/cancel_available_amount/vat").asInt()).isEqualTo(136);
        assertThat(answer.text("canceled_at")).isNotEmpty();
        var actions = answer.body().get("payment_action_details");
        assertThat(actions.findValuesAsText("payment_action_type"))
                .containsExactly("PAYMENT", "CANCEL");
        assertThat(actions.findValuesAsText("amount")).containsExactly("2200", "700");
        assertThat(actions.findValuesAsText("payload")).containsExactly("paid", "refund-0001");
        assertThat(actions.findValuesAsText("aid")).doesNotHaveDuplicates();
    }

    @Test
    void aPaymentThatIsNotThereIsUnknown() throws Exception {
        assertThat(sandbox.query("T0000000000000000000").code()).isEqualTo(-721);
        assertThat(sandbox.query("").code()).isEqualTo(-2);
    }
}
