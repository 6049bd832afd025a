package io.cashbell.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0        | TWD | 0       | NT$0
                    1200     | TWD | 120000  | NT$1,200
                    999      | TWD | 99900   | NT$999
                    1200.50  | TWD | 120050  | NT$1,200.50
                    1234567  | KRW | 1234567 | ₩1,234,567
                    12.34    | CNY | 1234    | ¥12.34
                    1000.00  | CNY | 100000  | ¥1,000.00
                    5        | USD | 500     | USD 5.00
                    """)
    void readsAndShowsAnAmountExactly(
            String amount, String currency, long minorUnits, String forPeople) {
        Money money = Money.parse(amount, currency);

        assertThat(money.minorUnits()).isEqualTo(minorUnits);
        assertThat(money.forPeople()).isEqualTo(forPeople);
        assertThat(Money.parse(money.amount(), currency)).isEqualTo(money);
    }

    @ParameterizedTest
    @CsvSource({
        "1.005, CNY",
        "1.5, KRW",
        "-1, TWD",
        "'', TWD",
        "1e99, TWD",
        "NaN, TWD",
        "1, XYZW",
        "99999999999999999999, TWD",
        "999999999999999999999999, TWD"
    })
    void refusesWhatIsNoAmount(String amount, String currency) {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.parse(amount, currency));
    }
}
