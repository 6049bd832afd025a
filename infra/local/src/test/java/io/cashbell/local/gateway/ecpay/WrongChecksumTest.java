package io.cashbell.local.gateway.ecpay;

import static io.cashbell.local.gateway.ecpay.CreateOrderTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.local.gateway.http.Form;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A developer who signed wrongly is told where to look, and never a key. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrongChecksumTest {
    private static final String SHOP = "http://localhost:1/notify";

    private SandboxUnderTest sandbox;

    @BeforeAll
    void start() {
        sandbox = SandboxUnderTest.inMemory();
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @Test
    void aWrongChecksumIsExplainedWithoutTheKeys() throws Exception {
        var order = SandboxUnderTest.order(SHOP);
        order.put("UnknownField", "is signed too");
        var signed = CheckMacValue.sign(order, SandboxUnderTest.MERCHANT);
        signed.remove("UnknownField");

        var page = sandbox.form("/ecpay/Cashier/AioCheckOut/V5", signed);

        assertRefused(page, "10200073");
        assertThat(page.body())
                .contains(
                        "CheckMacValue Error",
                        "HashKey=****&amp;ChoosePayment=Credit",
                        "HashIV=****")
                .contains("hashkey%3d****%26choosepayment%3dcredit")
                .doesNotContain(SandboxUnderTest.MERCHANT.hashKey())
                .doesNotContain(SandboxUnderTest.MERCHANT.hashIv());
    }

    @Test
    void aTypicalMistakeIsNamed() throws Exception {
        var order = SandboxUnderTest.order(SHOP);
        order.put("CustomField1", "");
        var signed = CheckMacValue.sign(order, SandboxUnderTest.MERCHANT);
        order.remove("CustomField1");
        signed.put(
                "CheckMacValue",
                CheckMacValue.of(order, SandboxUnderTest.MERCHANT, CheckMacValue.Hash.SHA256));

        assertThat(sandbox.form("/ecpay/Cashier/AioCheckOut/V5", signed).body())
                .contains("empty parameters dropped");
    }

    @Test
    void unknownParametersAreSignedToo() throws Exception {
        var order = SandboxUnderTest.order(SHOP);
        order.put("SomethingNew", "x");

        assertThat(sandbox.create(order).body()).contains("id=\"pay\"");
    }

    @Test
    void aMissingChecksumIsAWrongOne() throws Exception {
        assertRefused(
                sandbox.form("/ecpay/Cashier/AioCheckOut/V5", SandboxUnderTest.order(SHOP)),
                "10200073");
    }

    @Test
    void aParameterSentTwiceIsPointedOut() throws Exception {
        var signed = CheckMacValue.sign(SandboxUnderTest.order(SHOP), SandboxUnderTest.MERCHANT);
        var page =
                sandbox.send(
                        HttpRequest.newBuilder()
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        BodyPublishers.ofString(
                                                Form.encode(signed) + "&TotalAmount=5")),
                        "/ecpay/Cashier/AioCheckOut/V5");

        assertRefused(page, "10200073");
        assertThat(page.body()).contains("Sent more than once", "TotalAmount");
    }
}
