package io.cashbell.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cashbell.local.process.BackendExtension;
import io.cashbell.local.process.FreePort;
import io.cashbell.local.process.Resources;
import io.cashbell.messaging.event.EventIds;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import io.cashbell.payment.PaymentState.Confirmed;
import io.cashbell.payment.PaymentState.Failed;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ways to pay of ECPay's that a shop switches on by name. */
@Timeout(120)
@ExtendWith(BackendExtension.class)
class SwitchedOnMethodsIT {

    private final EcpaySandbox ecpay =
            new EcpaySandbox(Map.of("ECPAY_SANDBOX_BNPL_LIMITS", "1000-300000"));
    private final LiveShop shop;

    SwitchedOnMethodsIT(Resources resources) {
        int port = FreePort.find();
        this.shop =
                LiveShop.open(
                        resources,
                        Map.of(
                                "micronaut.server.port",
                                port,
                                "PAYMENT_PUBLIC_URL",
                                "http://localhost:" + port,
                                "ECPAY_METHODS",
                                "ecpay-credit,ecpay-twqr,ecpay-applepay,ecpay-bnpl",
                                "ECPAY_CREDIT_INSTALLMENT",
                                "3,6,12,18,24",
                                "ECPAY_BNPL_LIMITS",
                                "1000-300000",
                                "ECPAY_BASE_URL",
                                ecpay.baseUrl()));
    }

    @AfterEach
    void stop() {
        shop.close();
        ecpay.close();
    }

    @ParameterizedTest
    @CsvSource({"ecpay-twqr, TWQR_OPAY", "ecpay-applepay, ApplePay"})
    @Tag("S4-3")
    void aWalletPaysAtOnce(String method, String paymentType) throws Exception {
        OrderId order = placed(new PaymentMethod(method));
        AttemptNumber attempt = ecpay.open(shop, order);

        ecpay.command(attempt, "pay", "{}");

        LiveShop.until("it is paid", () -> shop.payment(order).state() instanceof Confirmed);
        assertThat(ecpay.trade(attempt).path("paymentType").asText()).isEqualTo(paymentType);
        // A card behind Apple's window has an authorisation that a refund needs; a wallet has none.
        assertThat(((Confirmed) shop.payment(order).state()).card() != null)
                .isEqualTo(method.equals("ecpay-applepay"));
    }

    @Test
    @Tag("S4-3")
    void aLoanIsMoneyWhenItsLenderPaysAndNotWhenItIsAppliedFor() throws Exception {
        OrderId order = placed(PaymentMethod.ECPAY_BNPL);
        AttemptNumber attempt = ecpay.open(shop, order);

        ecpay.command(attempt, "issue", "{}");
        LiveShop.until("the application is acknowledged", () -> acknowledged(attempt) == 1);
        assertThat(shop.payment(order).state()).isEqualTo(new AwaitingCustomer());
        ecpay.command(attempt, "pay", "{}");

        LiveShop.until("it is paid", () -> shop.payment(order).state() instanceof Confirmed);
    }

    @Test
    void aLoanThatIsRefusedIsAFailureAndAnotherMayBeTried() throws Exception {
        OrderId order = placed(PaymentMethod.ECPAY_BNPL);
        AttemptNumber attempt = ecpay.open(shop, order);
        ecpay.command(attempt, "issue", "{}");

        ecpay.command(attempt, "fail", "{}");

        LiveShop.until("it has failed", () -> shop.payment(order).state() instanceof Failed);
        AttemptNumber next = ecpay.open(shop, order, PaymentMethod.ECPAY_TWQR);
        ecpay.command(next, "pay", "{}");
        LiveShop.until("it is paid", () -> shop.payment(order).state() instanceof Confirmed);
    }

    @Test
    void aCardMayPayInInstalmentsAndIsRefundedAsAWholeThen() throws Exception {
        OrderId order = placed(PaymentMethod.ECPAY_CREDIT);
        AttemptNumber attempt = ecpay.open(shop, order);

        ecpay.command(attempt, "pay", "{\"instalments\": 24}");

        LiveShop.until("it is paid", () -> shop.payment(order).state() instanceof Confirmed);
        assertThat(((Confirmed) shop.payment(order).state()).card())
                .isNotNull()
                .matches(CardAuthorisation::indivisible);
    }

    private OrderId placed(PaymentMethod method) throws IOException {
        OrderId order = new OrderId(EventIds.next());
        shop.publish(shop.placed(order, method));
        LiveShop.until("it is kept", () -> shop.bean(Payments.class).find(order).isPresent());
        return order;
    }

    private long acknowledged(AttemptNumber attempt) {
        JsonNode trade = ecpay.trade(attempt);
        return trade.at("/callbacks/delivered").asLong();
    }
}
