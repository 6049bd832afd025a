package io.cashbell.order.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.order.Currency;
import io.cashbell.order.Money;
import io.cashbell.order.Order;
import io.cashbell.order.OrderFact;
import io.cashbell.order.OrderFixtures;
import io.cashbell.order.PaymentMethod;
import io.cashbell.order.Receipt;
import io.cashbell.order.ShopLocale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConcernTextTest {
    private static final Order PAID = OrderFixtures.byCard().after(OrderFixtures.confirmed());
    private static final OrderFact REFUND =
            new OrderFact.RefundRequested(
                    "r", Money.parse("300", Currency.TWD), "damp", OrderFixtures.PAID_AT);

    /** Each that an order can have, as the order itself writes it. */
    static Stream<Arguments> concerns() {
        Money less = Money.parse("1199", Currency.TWD);
        return Stream.of(
                Arguments.of(
                        OrderFixtures.byCard()
                                .after(
                                        new OrderFact.PaymentConfirmed(
                                                PaymentMethod.ECPAY_CREDIT,
                                                less,
                                                OrderFixtures.RECEIPT)),
                        "Payment payment-1 of NT$1,199 by ECPay card was confirmed, but is not the"
                                + " one of this order."),
                Arguments.of(
                        PAID.after(
                                new OrderFact.PaymentConfirmed(
                                        PaymentMethod.ECPAY_CREDIT,
                                        OrderFixtures.TOTAL,
                                        Receipt.of(
                                                OrderFixtures.PAID_AT,
                                                "payment-2",
                                                "26",
                                                OrderFixtures.TOTAL))),
                        "There is a second payment: payment-2"),
                Arguments.of(
                        PAID.after(new OrderFact.PaymentDisputed("second-payment, 218 TWD")),
                        "Disputed: Paid twice, NT$218"),
                Arguments.of(
                        PAID.after(REFUND)
                                .after(
                                        new OrderFact.RefundFailed(
                                                "r", "特店餘額不足", OrderFixtures.PAID_AT)),
                        "A refund of NT$300 failed: 特店餘額不足"),
                Arguments.of(
                        OrderFixtures.byCard().afterSoldOut(OrderFixtures.paid()),
                        "Paid late, and sold out since: "));
    }

    @ParameterizedTest
    @MethodSource("concerns")
    void everyConcernIsSaidInTheReadersLanguage(Order order, String english) {
        assertThat(order.concerns()).hasSize(1);
        String kept = order.concerns().getFirst();

        assertThat(in(ShopLocale.ENGLISH, kept)).isEqualTo(english);
        assertThat(
                        Stream.of(ShopLocale.values())
                                .filter(locale -> locale != ShopLocale.ENGLISH)
                                .map(locale -> in(locale, kept)))
                .doesNotHaveDuplicates()
                .allSatisfy(
                        said ->
                                assertThat(said)
                                        .doesNotContain(
                                                "ayment p", "efund", "isputed", "twice", "sold"));
    }

    @Test
    void whatIsOfNoKnownFormIsShownAsItIsKept() {
        assertThat(in(ShopLocale.KOREAN, "the moon is in the way"))
                .isEqualTo("the moon is in the way");
        assertThat(in(ShopLocale.KOREAN, "refund failed: so it is")).isEqualTo("환불 실패: so it is");
        assertThat(in(ShopLocale.KOREAN, "300 TWD that no order counts"))
                .isEqualTo("NT$300(어느 주문에도 속하지 않는 금액)");
    }

    private static String in(ShopLocale locale, String kept) {
        return ConcernText.of(kept, Words.in(locale));
    }
}
