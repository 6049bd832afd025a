package io.cashbell.order.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.order.ShopLocale;
import io.cashbell.order.admin.payments.Amount;
import io.cashbell.order.admin.payments.OwnedPayment;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefundSentenceTest {
    private static final Instant EVENING = Instant.parse("2026-03-01T12:30:00Z");

    @Test
    void whatHasToWaitNamesItsHourInTheShopsOwnTime() {
        assertThat(said(ShopLocale.ENGLISH, "closing", null, EVENING))
                .isEqualTo(
                        "ECPay closes its day from 20:15 to 20:30 in Taiwan; tried again after that."
                                + " Not before 2026-03-01 20:30:00.");
        assertThat(said(ShopLocale.TRADITIONAL_CHINESE, "not-captured-yet", null, EVENING))
                .isEqualTo("信用卡已授權、尚未請款；下次關帳請款後才能部分退款。最早 2026-03-01 20:30:00 進行。");
    }

    @Test
    void theCallIsNamedInTheReadersLanguage() {
        assertThat(said(ShopLocale.KOREAN, "can-be-done", "refund", null))
                .isEqualTo("지금 할 수 있습니다: 환불.");
    }

    @Test
    void whatIsNewToUsIsSaidAsThePaymentServiceSaysIt() {
        assertThat(said(ShopLocale.KOREAN, "moon-in-the-way", null, EVENING))
                .isEqualTo("as the other service says it");
        assertThat(said(ShopLocale.KOREAN, null, null, null))
                .isEqualTo("as the other service says it");
    }

    private static String said(
            ShopLocale locale,
            @Nullable String code,
            @Nullable String action,
            @Nullable Instant notBefore) {
        Page page =
                new Page(
                        Words.in(locale),
                        ZoneId.of("Asia/Taipei"),
                        null,
                        List.of(),
                        "/admin",
                        true);
        return RefundSentence.of(
                page,
                new OwnedPayment.Planned(
                        new Amount("1200", "TWD"),
                        "as the other service says it",
                        code,
                        action,
                        notBefore));
    }
}
