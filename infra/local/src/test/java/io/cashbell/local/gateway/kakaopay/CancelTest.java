package io.cashbell.local.gateway.kakaopay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.local.gateway.kakaopay.SandboxUnderTest.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Money goes back in whole or in parts, whose tax parts add up (sections 6 and 11). */
class CancelTest {
    private SandboxUnderTest sandbox;

    @BeforeEach
    void start() {
        sandbox = SandboxUnderTest.inMemory();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @EnumSource
    void aPartIsTheOneOfTheVectors(Dialect dialect) throws Exception {
        var tid = sandbox.paid(SandboxUnderTest.order());
        var request = Vectors.copy("/requests/open_api_cancel/body").put("tid", tid);

        var answer = sandbox.ask(dialect, "cancel", request);

        var expected = Vectors.at("/responses/partial_cancel");
        assertThat(answer.status()).isEqualTo(200);
        expected.properties()
                .forEach(
                        field -> {
                            assertThat(answer.body().has(field.getKey()))
                                    .as(field.getKey())
                                    .isTrue();
                            if (field.getValue().isObject()) {
                                var got = (ObjectNode) answer.body().get(field.getKey());
                                got.remove("green_deposit");
                                assertThat(got).as(field.getKey()).isEqualTo(field.getValue());
                            }
                        });
        assertThat(answer.text("status")).isEqualTo("PART_CANCEL_PAYMENT");
        assertThat(answer.text("payload")).isEqualTo("refund-0001");
    }

    @Test
    void theWholeCanGoBackInSeveralParts() throws Exception {
        var tid = sandbox.paid(SandboxUnderTest.order());

        assertThat(cancel(tid, 700, 0, 64).status()).isEqualTo(200);
        assertThat(cancel(tid, 700, 0, 64).text("status")).isEqualTo("PART_CANCEL_PAYMENT");
        var last = cancel(tid, 800, 0, 72);

        assertThat(last.text("status")).isEqualTo("CANCEL_PAYMENT");
        assertThat(last.body().at("/cancel_available_amount/vat").asInt()).isZero();
        assertThat(last.body().at("/canceled_amount/total").asInt()).isEqualTo(2200);
        var details = sandbox.query(tid).body().get("payment_action_details");
        assertThat(details.findValuesAsText("payment_action_type"))
                .containsExactly("PAYMENT", "CANCEL", "CANCEL", "CANCEL");
        assertThat(details.findValuesAsText("payload")).containsOnly("refund-0001");
    }

    /** Rounded each for itself, the parts would be 201. */
    @Test
    void partsOfTheTaxMustAddUpToIt() throws Exception {
        var tid = sandbox.paid(SandboxUnderTest.order());
        sandbox.open("cancel", SandboxUnderTest.cancelling(tid, 700));
        sandbox.open("cancel", SandboxUnderTest.cancelling(tid, 700));

        var refused = sandbox.open("cancel", SandboxUnderTest.cancelling(tid, 800));

        assertThat(refused.code()).isEqualTo(-722);
        assertThat(refused.text("error_message")).contains("cancel_vat_amount 73", "vat 72");
        assertThat(cancel(tid, 800, 0, 72).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        // of 5500 with 500 tax-free and 455 tax
        "5500, 500, 455, 200",
        "5000, 0, 455, 200",
        "500, 500, 0, 200",
        "5500, 499, 455, 400",
        "5500, 500, 454, 400",
        "5500, 500, 456, 400",
        "1000, 501, 0, 400",
        "1000, 0, 456, 400",
        "1000, 600, 401, 400",
        "5001, 0, 455, 400",
        "1000, -1, 91, 400",
        "1000, 0, -1, 400"
    })
    void eachPartIsTakenFromItsOwn(long amount, long taxFree, long vat, int status)
            throws Exception {
        var order =
                SandboxUnderTest.order()
                        .put("total_amount", 5500)
                        .put("tax_free_amount", 500)
                        .put("vat_amount", 455);
        var tid = sandbox.paid(order);

        var answer = cancel(tid, amount, taxFree, vat);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(status == 200 ? 0 : -722);
    }

    @Test
    void moreThanIsThereIsRefused() throws Exception {
        var tid = sandbox.paid(SandboxUnderTest.order());

        assertThat(sandbox.open("cancel", SandboxUnderTest.cancelling(tid, 2201)).code())
                .isEqualTo(-711);
        sandbox.open("cancel", SandboxUnderTest.cancelling(tid, 700));
        assertThat(sandbox.open("cancel", SandboxUnderTest.cancelling(tid, 1501)).code())
                .isEqualTo(-710);
        sandbox.open("cancel", SandboxUnderTest.cancelling(tid, 1500));
        assertThat(sandbox.open("cancel", SandboxUnderTest.cancelling(tid, 1)).code())
                .isEqualTo(-784);
    }

    @Test
    void theRestTheShopBelievesInGuardsAgainstASecondRefund() throws Exception {
        var tid = sandbox.paid(SandboxUnderTest.order());
        var request = SandboxUnderTest.cancelling(tid, 700).put("cancel_available_amount", 2200);
        assertThat(sandbox.open("cancel", request).status()).isEqualTo(200);

        var again = sandbox.open("cancel", request);

        assertThat(again.code()).isEqualTo(-722);
        assertThat(sandbox.query(tid).body().at("/canceled_amount/total").asInt()).isEqualTo(700);
    }

    @ParameterizedTest
    @CsvSource({
        "-721, tid, T0000000000000000000",
        "-731, cid, TC0TWOTIME",
        "-2, cancel_amount, 0",
        "-2, cancel_amount, -700",
        "-2, cancel_amount, ''",
        "-2, cancel_tax_free_amount, ''",
        "-2, cancel_vat_amount, few",
        "-722, cancel_available_amount, 2199"
    })
    void whatDoesNotFitThePaymentIsRefused(int code, String field, String value) throws Exception {
        var request = SandboxUnderTest.cancelling(sandbox.paid(SandboxUnderTest.order()), 700);

        for (var dialect : Dialect.values()) {
            assertThat(sandbox.ask(dialect, "cancel", request.deepCopy().put(field, value)).code())
                    .as(dialect.name())
                    .isEqualTo(code);
        }
        assertThat(sandbox.open("cancel", request.put("payload", "x".repeat(201))).code())
                .isEqualTo(-2);
    }

    @Test
    void whatIsNotPaidCannotBeCancelled() throws Exception {
        var order = SandboxUnderTest.order();
        var tid = sandbox.ready(order);
        assertThat(sandbox.open("cancel", SandboxUnderTest.cancelling(tid, 700)).code())
                .isEqualTo(-784);
        sandbox.authenticated(order, tid);
        assertThat(sandbox.open("cancel", SandboxUnderTest.cancelling(tid, 700)).code())
                .isEqualTo(-784);
    }

    @Test
    void withADepositOnlyTheWholeGoesBack() throws Exception {
        var tid = sandbox.paid(SandboxUnderTest.order().put("green_deposit", 300));

        assertThat(sandbox.open("cancel", SandboxUnderTest.cancelling(tid, 700)).code())
                .isEqualTo(-784);
        var whole = sandbox.open("cancel", SandboxUnderTest.cancelling(tid, 2200));
        assertThat(whole.text("status")).isEqualTo("CANCEL_PAYMENT");
        assertThat(whole.body().at("/canceled_amount/green_deposit").asInt()).isEqualTo(300);
    }

    @Test
    void manyAtOnceNeverGiveBackMoreThanWasPaid() throws Exception {
        var tid =
                sandbox.paid(
                        SandboxUnderTest.order().put("total_amount", 1100).put("vat_amount", 100));

        ApproveTest.atOnce(100, () -> cancel(tid, 110, 0, 10));

        var rest = sandbox.query(tid).body().at("/cancel_available_amount/total").asInt();
        var done = sandbox.query(tid).body().get("payment_action_details").size() - 1;
        assertThat(rest).isEqualTo(1100 - 110 * done).isNotNegative();
        assertThat(done).isPositive();
    }

    private Answer cancel(String tid, long amount, long taxFree, long vat) throws Exception {
        return sandbox.open(
                "cancel",
                SandboxUnderTest.cancelling(tid, amount)
                        .put("cancel_tax_free_amount", taxFree)
                        .put("cancel_vat_amount", vat));
    }
}
