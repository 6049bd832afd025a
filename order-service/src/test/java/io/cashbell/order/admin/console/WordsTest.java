package io.cashbell.order.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.order.Happening;
import io.cashbell.order.OrderStatus;
import io.cashbell.order.PaymentMethod;
import io.cashbell.order.PaymentStatus;
import io.cashbell.order.RefusalReason;
import io.cashbell.order.ShopLocale;
import io.cashbell.order.admin.account.ChangeAccounts;
import io.cashbell.order.admin.account.Role;
import io.cashbell.order.shopkeeping.ShopChange;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordsTest {
    @ParameterizedTest
    @EnumSource
    void everyLanguageHasEveryWord(ShopLocale locale) {
        Words words = Words.in(locale);

        assertThat(words.keys()).isEqualTo(Words.in(ShopLocale.ENGLISH).keys());
        assertThat(words.keys()).allSatisfy(key -> assertThat(words.of(key)).isNotBlank());
        assertThat(words.keys())
                .containsAll(
                        Stream.of(
                                        Arrays.stream(OrderStatus.values())
                                                .map(each -> "status." + each.text()),
                                        Arrays.stream(PaymentStatus.values())
                                                .map(each -> "payment." + each.text()),
                                        Arrays.stream(PaymentMethod.values())
                                                .map(each -> "method." + each.code()),
                                        Arrays.stream(ShopLocale.values())
                                                .map(each -> "language." + each.tag()),
                                        Arrays.stream(ShopChange.Kind.values())
                                                .map(each -> "change." + each.text()),
                                        Arrays.stream(Role.values())
                                                .flatMap(
                                                        each ->
                                                                Stream.of("role.", "role-may.")
                                                                        .map(
                                                                                prefix ->
                                                                                        prefix
                                                                                                + each
                                                                                                        .code())),
                                        Arrays.stream(ChangeAccounts.Reason.values())
                                                .map(AccountPages::fault),
                                        Arrays.stream(RefusalReason.values())
                                                .map(each -> "reason." + each.code()),
                                        Arrays.stream(Happening.values())
                                                .map(each -> "happening." + each.text()))
                                .flatMap(keys -> keys)
                                .toList());
    }
}
