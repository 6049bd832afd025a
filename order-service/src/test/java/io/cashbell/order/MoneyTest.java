package io.cashbell.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource({
        "1200, TWD, 120000, 1200",
        "0, TWD, 0, 0",
        "35000, KRW, 35000, 35000",
        "12.34, CNY, 1234, 12.34",
        "12.3, CNY, 1230, 12.30",
        "12, CNY, 1200, 12.00",
        "0.05, CNY, 5, 0.05",
        "999999999999999, KRW, 999999999999999, 999999999999999"
    })
    void readsAndWritesWhatTheMarketWrites(
            String text, Currency currency, long minorUnits, String written) {
        Money money = Money.parse(text, currency);
        assertThat(money.minorUnits()).isEqualTo(minorUnits);
        assertThat(money.decimal()).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({
        "12.5, TWD",
        "12.0, KRW",
        "12.345, CNY",
        "-1, TWD",
        "+1, TWD",
        "01, TWD",
        "1e3, TWD",
        "'1,200', TWD",
        "'', TWD",
        "' 1', TWD",
        "., CNY",
        "1., CNY",
        ".5, CNY",
        "１２, TWD",
        "1000000000000000, KRW"
    })
    void refusesWhatIsNoAmountOfTheMarket(String text, Currency currency) {
        assertThatThrownBy(() -> Money.parse(text, currency))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isNeverNegativeAndNeverCentsInTaiwan() {
        assertThatThrownBy(() -> new Money(-100, Currency.TWD))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Money(120050, Currency.TWD))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void overflowIsRefusedInsteadOfWrappedAround() {
        Money most = new Money(Long.MAX_VALUE, Currency.KRW);
        Money one = new Money(1, Currency.KRW);
        assertThatThrownBy(() -> most.plus(one)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.times(2)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void currenciesDoNotMix() {
        Money won = new Money(1, Currency.KRW);
        Money yuan = new Money(1, Currency.CNY);
        assertThatThrownBy(() -> won.plus(yuan)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> won.isLessThan(yuan)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsWrittenIsReadBackAsTheSame() {
        Random random = new Random(20260301);
        List<Currency> currencies = List.of(Currency.values());
        for (int i = 0; i < 10_000; i++) {
            Currency currency = currencies.get(random.nextInt(currencies.size()));
            long charges = random.nextLong(1_000_000_000_000L);
            Money money = new Money(charges * currency.smallestCharge(), currency);
            assertThat(Money.of(money.amount())).isEqualTo(money);
            assertThat(new BigDecimal(money.decimal()))
                    .isEqualByComparingTo(
                            BigDecimal.valueOf(charges).movePointLeft(currency.decimals()));
        }
    }
}
