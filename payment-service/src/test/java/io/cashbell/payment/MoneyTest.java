package io.cashbell.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({
        "1200, TWD, 120000, 1200",
        "0, TWD, 0, 0",
        "1200.00, TWD, 120000, 1200",
        "1200, KRW, 1200, 1200",
        "12.34, CNY, 1234, 12.34",
        "12.3, CNY, 1230, 12.30",
        "12, CNY, 1200, 12.00"
    })
    void insideAreMinorUnitsAndOutsideWhatTheMarketCharges(
            String amount, String currency, long minorUnits, String outside) {
        Money money = Money.of(amount, currency);

        assertThat(money.minorUnits()).isEqualTo(minorUnits);
        assertThat(money.decimal()).isEqualTo(outside);
    }

    @ParameterizedTest
    @CsvSource({
        "1200.50, TWD",
        "0.01, TWD",
        "1.5, KRW",
        "0.001, CNY",
        "-1, TWD",
        "+1, TWD",
        "1e3, TWD",
        "'1,200', TWD",
        "'', TWD",
        "' 1', TWD",
        "1200, USD",
        "1200, XXX",
        "9999999999999999, TWD"
    })
    void whatTheMarketDoesNotChargeIsRefusedAndNotRounded(String amount, String currency) {
        assertThatThrownBy(() -> Money.of(amount, currency))
                .isInstanceOfAny(IllegalArgumentException.class, ArithmeticException.class);
    }

    @Test
    void aFractionOfADollarCannotBeWrittenOutside() {
        Money halfADollar = new Money(50, Currency.getInstance("TWD"));

        assertThatThrownBy(halfADollar::decimal).isInstanceOf(ArithmeticException.class);
    }

    /** A gateway that claims another currency is told of, not stumbled over. */
    @ParameterizedTest
    @CsvSource({"1234, USD, 12.34", "1234, JPY, 1234", "1234, BHD, 1.234"})
    void whatNoMarketChargesIsWrittenAsIsoHasIt(long minorUnits, String currency, String outside) {
        assertThat(new Money(minorUnits, Currency.getInstance(currency)).decimal())
                .isEqualTo(outside);
    }

    @Test
    void whatIsWrittenIsReadAsTheSameAmount() {
        Random random = new Random(20260101);
        for (int i = 0; i < 10_000; i++) {
            String currency = new String[] {"TWD", "KRW", "CNY"}[random.nextInt(3)];
            long step = currency.equals("TWD") ? 100 : 1;
            Money money =
                    new Money(
                            random.nextLong(1_000_000_000_000L) * step,
                            Currency.getInstance(currency));

            assertThat(Money.of(money.decimal(), currency)).isEqualTo(money);
        }
    }
}
