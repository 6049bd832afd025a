package io.cashbell.payment.callback;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.opened;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.form;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.notice;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.payment.FakePayments;
import io.cashbell.payment.PaymentState.AwaitingCustomer;
import io.cashbell.payment.ServiceTest;
import io.cashbell.payment.gateway.ecpay.EcpayFixtures;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReturnTest extends ServiceTest {

    @Inject FakePayments payments;

    @BeforeEach
    void start() {
        payments.reset();
        payments.put(opened());
    }

    @Test
    @Tag("S4-43")
    @Tag("S4-44")
    void aReturningBrowserIsSentToTheResultAndChangesNothing() throws Exception {
        HttpResponse<String> answer = comeBack(signed(notice(ORDER, FIRST)));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("location"))
                .hasValue("http://localhost:8081/result?order=" + ORDER);
        assertThat(payments.get(ORDER).state()).isEqualTo(new AwaitingCustomer());
        assertThat(payments.writeCount()).isZero();
    }

    @Test
    void aReturnThatIsNotSignedGoesToTheStorefront() throws Exception {
        HttpResponse<String> answer = comeBack(form(notice(ORDER, FIRST)));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("location")).hasValue("http://localhost:8081");
    }

    private HttpResponse<String> comeBack(String form) throws Exception {
        return send(
                request("/gateways/ecpay/return")
                        .header("Content-Type", EcpayFixtures.FORM)
                        .POST(BodyPublishers.ofString(form)));
    }
}
