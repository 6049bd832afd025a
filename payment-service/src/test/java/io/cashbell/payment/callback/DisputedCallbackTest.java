package io.cashbell.payment.callback;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.FOREIGN;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.SECOND;
import static io.cashbell.payment.PaymentFixtures.opened;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.form;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.notice;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.payment.AttemptNumber;
import io.cashbell.payment.DisputeReason;
import io.cashbell.payment.FakePayments;
import io.cashbell.payment.OrderId;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import io.cashbell.payment.ServiceTest;
import io.cashbell.payment.gateway.ecpay.EcpayFixtures;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signed by the gateway, and yet not what we asked for. */
class DisputedCallbackTest extends ServiceTest {

    @Inject FakePayments payments;

    @BeforeEach
    void start() {
        payments.reset();
        payments.put(opened());
    }

    @Test
    void anAmountThatIsNotOursIsKeptOnceAndNeverApplied() throws Exception {
        SequencedMap<String, String> fields = paidNotice();
        fields.put("TradeAmt", "1");

        assertThat(notify(signed(fields)).body()).isEqualTo("0|not accepted");

        assertThat(payments.get(ORDER).state()).isEqualTo(new AwaitingCustomer());
        assertThat(payments.disputed()).containsExactly(DisputeReason.AMOUNT_MISMATCH);
    }

    @Test
    void aMerchantOrNumberThatIsNotOursIsKeptAndNeverApplied() throws Exception {
        SequencedMap<String, String> merchant = paidNotice();
        merchant.put("MerchantID", "3002599");

        assertThat(notify(signed(merchant)).body()).isEqualTo("0|not accepted");
        assertThat(notify(signed(notice(ORDER, FOREIGN))).body()).isEqualTo("0|not accepted");

        assertThat(payments.get(ORDER).state()).isEqualTo(new AwaitingCustomer());
        assertThat(payments.disputed())
                .containsExactly(DisputeReason.MERCHANT_MISMATCH, DisputeReason.UNKNOWN_ATTEMPT);
    }

    @ParameterizedTest
    @CsvSource({
        "TradeAmt, 1, AMOUNT_MISMATCH",
        "MerchantID, 3002599, MERCHANT_MISMATCH",
        "MerchantTradeNo, NEVEROPENEDBYUS00003, UNKNOWN_ATTEMPT"
    })
    @Tag("S2-22")
    void aSimulatedNoticeThatIsNotOursIsNoBetterThanARealOne(
            String field, String value, DisputeReason reason) throws Exception {
        SequencedMap<String, String> simulated = paidNotice();
        simulated.put("SimulatePaid", "1");
        simulated.put(field, value);

        for (int copy = 0; copy < 3; copy++) {
            assertThat(notify(signed(simulated)).body()).isEqualTo("0|not accepted");
        }

        assertThat(payments.get(ORDER).state()).isEqualTo(new AwaitingCustomer());
        assertThat(payments.simulated()).isEmpty();
        assertThat(payments.disputed()).containsExactly(reason);
    }

    @Test
    void aSimulatedNoticeOfNobodysOrderIsNotAcknowledged() throws Exception {
        SequencedMap<String, String> simulated = notice(new OrderId("unknown"), FIRST);
        simulated.put("SimulatePaid", "1");

        assertThat(notify(signed(simulated)).body()).isEqualTo("0|not recorded");
    }

    @Test
    void aSecondPaymentIsKeptForAPerson() throws Exception {
        notify(signed(paidNotice()));
        SequencedMap<String, String> second = notice(ORDER, SECOND);
        second.put("TradeNo", "2601011000009999");

        assertThat(notify(signed(second)).body()).isEqualTo("1|OK");
        assertThat(payments.disputed()).containsExactly(DisputeReason.SECOND_PAYMENT);
    }

    @Test
    void ourNumberInOtherLettersIsNotAcknowledged() throws Exception {
        String altered =
                signed(paidNotice()).replace(FIRST.value(), FIRST.value().toLowerCase(Locale.ROOT));

        assertThat(notify(altered).body()).isEqualTo("0|not recorded");
        assertThat(payments.disputed()).isEmpty();
        assertThat(payments.applied()).isEmpty();
    }

    @Test
    void anUnknownOrderIsNotAcknowledged() throws Exception {
        AttemptNumber any = FIRST;

        assertThat(notify(signed(notice(new OrderId("unknown"), any))).body())
                .isEqualTo("0|not recorded");
        SequencedMap<String, String> nameless = paidNotice();
        nameless.put("CustomField1", "");
        assertThat(notify(signed(nameless)).body()).isEqualTo("0|not recorded");
    }

    private static SequencedMap<String, String> paidNotice() {
        return new LinkedHashMap<>(notice(ORDER, FIRST));
    }

    private HttpResponse<String> notify(String form) throws Exception {
        return send(
                request("/gateways/ecpay/notify")
                        .header("Content-Type", EcpayFixtures.FORM)
                        .POST(BodyPublishers.ofString(form)));
    }
}
