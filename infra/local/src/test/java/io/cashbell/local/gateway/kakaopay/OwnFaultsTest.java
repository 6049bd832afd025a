package io.cashbell.local.gateway.kakaopay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong because it is told to. */
class OwnFaultsTest {
    private SandboxUnderTest sandbox;
    private ObjectNode order;
    private String tid;
    private ObjectNode approve;

    @BeforeEach
    void start() throws Exception {
        sandbox = SandboxUnderTest.inMemory();
        order = SandboxUnderTest.order();
        tid = sandbox.ready(order);
        approve = sandbox.authenticated(order, tid);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @EnumSource
    void aLockedUserIsRefusedInTheWordsOfTheVectors(Dialect dialect) throws Exception {
        fault("approve", "user-locked");

        var answer = sandbox.ask(dialect, "approve", approve);

        var vector =
                Vectors.at(
                        dialect == Dialect.OPEN
                                ? "/responses/error_open_api"
                                : "/responses/error_legacy");
        assertThat(answer.status()).isEqualTo(vector.get("http").asInt());
        assertThat(answer.body()).isEqualTo(vector.get("body"));
        assertThat(sandbox.open("approve", approve).status()).isEqualTo(200);
    }

    @Test
    void aBankThatIsNotUnderstoodMayHavePaid() throws Exception {
        fault("approve", "bank-unknown");

        var answer = sandbox.open("approve", approve);

        assertThat(answer.code()).isEqualTo(-780);
        assertThat(answer.body().at("/extras/method_result_code").asText())
                .isEqualTo("BANK_FIRM_UNKNOWN");
        assertThat(sandbox.query(tid).text("status")).isEqualTo("SUCCESS_PAYMENT");
        fault("cancel", "bank-unknown");
        assertThat(sandbox.open("cancel", SandboxUnderTest.cancelling(tid, 700)).code())
                .isEqualTo(-781);
        assertThat(sandbox.query(tid).text("status")).isEqualTo("PART_CANCEL_PAYMENT");
    }

    @Test
    void aDeclinedPaymentIsOver() throws Exception {
        fault("approve", "declined");

        assertThat(sandbox.open("approve", approve).code()).isEqualTo(-780);

        assertThat(sandbox.query(tid).text("status")).isEqualTo("FAIL_PAYMENT");
        assertThat(sandbox.open("approve", approve).code()).isEqualTo(-783);
    }

    @ParameterizedTest
    @CsvSource({"OPEN, -429", "LEGACY, -10"})
    void whoAsksTooOftenIsToldSoInTheWordsOfTheApi(Dialect dialect, int code) throws Exception {
        fault("order", "throttled");

        var answer =
                sandbox.ask(
                        dialect,
                        "order",
                        Vectors.copy("/requests/open_api_order/body").put("tid", tid));

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "ready, not-enabled, -403, 403",
        "order, internal, -500, 500",
        "cancel, maintenance, -503, 503",
        "ready, app, -730, 400",
        "ready, gid, -732, 400",
        "approve, address-not-allowed, -798, 400",
        "ready, order-data, -726, 400",
        "approve, wrong-point, -703, 400",
        "approve, wrong-method, -705, 400"
    })
    void aCodeThatNothingLeadsToCanBeAskedFor(String operation, String fault, int code, int status)
            throws Exception {
        fault(operation, fault);

        var answer = sandbox.open(operation, operation.equals("ready") ? order : approve);

        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(sandbox.query(tid).text("status")).isEqualTo("AUTH_PASSWORD");
    }

    @Test
    void theLegacyApiHasItsOwnNumberForAnInnerError() throws Exception {
        fault("approve", "internal");

        assertThat(sandbox.legacy("approve", approve).code()).isEqualTo(-1);
    }

    @Test
    void aLostAnswerWasAPaymentAllTheSame() throws Exception {
        fault("approve", "lost-answer");

        assertThatThrownBy(() -> sandbox.open("approve", approve)).isInstanceOf(IOException.class);

        assertThat(sandbox.query(tid).text("status")).isEqualTo("SUCCESS_PAYMENT");
    }

    @Test
    void aRefusalMayBeLostToo() throws Exception {
        fault("approve", "lost-answer");

        assertThatThrownBy(() -> sandbox.open("approve", approve.put("pg_token", "wrong")))
                .isInstanceOf(IOException.class);

        assertThat(sandbox.query(tid).text("status")).isEqualTo("AUTH_PASSWORD");
    }

    @Test
    void everyFaultIsOnTheControlPage() throws Exception {
        assertThat(sandbox.get("/control").body())
                .contains(
                        "/control/kakaopay/faults",
                        "user-locked (of approve)",
                        "maintenance (of ready, approve, cancel, order)",
                        "/control/kakaopay/trades/{number}/pay");
    }

    /** The same name means another code for each. */
    @Test
    void thePageOfFaultsSaysWhatOneMeansForEachOperation() throws Exception {
        assertThat(sandbox.get("/faults/kakaopay").body())
                .contains("approve: answers -780 USER_LOCKED", "cancel: answers -781 USER_LOCKED");
    }

    private void fault(String operation, String fault) throws Exception {
        var answer =
                sandbox.control(
                        "faults",
                        "{\"operation\": \"" + operation + "\", \"fault\": \"" + fault + "\"}");
        assertThat(answer.status()).isEqualTo(200);
    }
}
