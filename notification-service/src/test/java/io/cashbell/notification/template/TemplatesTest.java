package io.cashbell.notification.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cashbell.notification.Money;
import io.cashbell.notification.News;
import io.cashbell.notification.Notification;
import io.cashbell.notification.NotificationFixtures;
import io.cashbell.notification.Occasion;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S2-36")
class TemplatesTest {
    private static final List<String> WARNINGS =
            List.of(
                    "callbacks-missing",
                    "simulated-notice",
                    "private-address",
                    "address-with-port",
                    "key-unknown",
                    "certificate-ending",
                    "keys-refused");

    private static final String CONSOLE = "https://shop.example/admin/orders/";

    private static Templates templates(String locale) {
        return new Templates(
                new TemplateConfig(URI.create("https://shop.example"), locale, "Asia/Taipei"));
    }

    @ParameterizedTest
    @CsvSource({"zh-TW, 綠界", "ko, ECPay", "zh-CN, 绿界", "en, ECPay"})
    void aWarningSaysWhatIsWrongWhatItDoesAndWhatToDoInEveryLanguage(String locale, String ecpay) {
        Words words = Words.in(Locale.forLanguageTag(locale));
        for (String code : WARNINGS) {
            Letter letter = templates(locale).write(NotificationFixtures.of(1, warning(code)));

            List<String> said =
                    List.of(
                            words.of(Occasion.GO_LIVE_WARNING, "lead"),
                            words.label("gateway") + ": " + words.day("ecpay"),
                            words.label("wrong") + ": " + words.reason(code),
                            words.label("effect")
                                    + ": "
                                    + words.warning(code, "effect").orElseThrow(),
                            words.label("remedy")
                                    + ": "
                                    + words.warning(code, "remedy").orElseThrow(),
                            words.label("checklist") + ": payment-service/docs/go-live.md",
                            "https://shop.example/admin\n");
            assertThat(letter.text()).as(code).contains(said);
            assertThat(letter.html())
                    .as(code)
                    .contains(
                            escaped(words.reason(code)),
                            escaped(words.warning(code, "remedy").orElseThrow()));
            assertThat(words.reason(code)).as("there are words for it").isNotEqualTo(code);
            assertThat(letter.subject()).contains(words.reason(code)).contains(ecpay);
        }
    }

    @Test
    void aWarningIsToldInWords() {
        Letter letter = templates("en").write(NotificationFixtures.of(1, warning("keys-refused")));

        assertThat(letter.subject())
                .isEqualTo("Go-live warning ECPay · the gateway refuses our account or keys");
        assertThat(letter.text())
                .isEqualTo(
                        """
                        Something will hurt the shop

                        The payment service noticed this. You are told once a day for as long as it goes on.

                        Gateway: ECPay
                        What is wrong: the gateway refuses our account or keys
                        What it does to buyers: Buyers cannot pay by this gateway, payments are not confirmed, \
                        and refunds do not go through.
                        What to do: Compare merchant number and keys with the gateway's console. Usual causes: \
                        keys of the test account in production, a key that was issued anew, a product that is \
                        not enabled, an address that is not allowed.
                        First noticed at: 2026-03-14 16:57:02 Asia/Taipei (UTC+08:00)
                        Check list: payment-service/docs/go-live.md

                        Open the console
                        https://shop.example/admin

                        --\s
                        This is an automatic notice of the shop to its administrators.
                        """);
    }

    /** An event may name one that is newer than this service. */
    @Test
    void aWarningWithoutWordsIsToldByItsCode() {
        Letter letter = templates("en").write(NotificationFixtures.of(1, warning("moon-too-near")));

        assertThat(letter.subject()).isEqualTo("Go-live warning ECPay · moon-too-near");
        assertThat(letter.text())
                .contains("What is wrong: moon-too-near", "Check list: ")
                .doesNotContain("What to do");
    }

    private static News warning(String code) {
        return new News(
                Occasion.GO_LIVE_WARNING,
                Instant.parse("2026-03-14T08:57:02Z"),
                null,
                null,
                code,
                "ecpay",
                List.of());
    }

    @Test
    void aDaysCloseSaysWhatLiesOnEachHeap() {
        News news =
                new News(
                        Occasion.DAY_CLOSED,
                        Instant.parse("2026-03-15T02:31:07Z"),
                        null,
                        null,
                        "day-different",
                        "2026-03-14",
                        List.of(
                                new News.Line("ecpay equal", 412, Money.parse("498200", "TWD")),
                                new News.Line(
                                        "ecpay not-here 7QK2M8ZC4T0RV5W9XB3H confirmed",
                                        1,
                                        Money.parse("1200", "TWD")),
                                new News.Line("ecpay repaired", 1, null)));

        Letter letter = templates("en").write(NotificationFixtures.of(1, news));

        assertThat(letter.subject()).isEqualTo("Daily close 2026-03-14 · there are differences");
        assertThat(letter.text())
                .isEqualTo(
                        """
                        Daily close

                        The payments of this day were laid beside the gateways' own records.

                        Day: 2026-03-14
                        Result: there are differences
                        Compared at: 2026-03-15 10:31:07 Asia/Taipei (UTC+08:00)

                        What was compared
                        - ECPay · equal × 412  NT$498,200
                        - ECPay · paid there, open here · 7QK2M8ZC4T0RV5W9XB3H · confirmed now × 1  NT$1,200
                        - ECPay · found paid and confirmed now × 1

                        Open the console
                        https://shop.example/admin

                        --\s
                        This is an automatic notice of the shop to its administrators.
                        """);
        assertThat(letter.html()).contains("ECPay · equal", "NT$498,200");
    }

    @Test
    void aRefundThatAPersonHasToDoSaysSoAndHowMuch() {
        News news =
                new News(
                        Occasion.PAYMENT_DISPUTED,
                        Instant.parse("2026-03-15T02:31:07Z"),
                        "ecpay-atm",
                        Money.parse("980", "TWD"),
                        "refund-by-hand",
                        "2603141011204418",
                        List.of());

        String text = templates("en").write(NotificationFixtures.of(1, news)).text();

        assertThat(text)
                .contains("Amount of the refund: NT$980", "a refund has to be done by hand")
                .doesNotContain("Amount the gateway reported");
    }

    @Test
    void aPaidOrderSaysAllThatTheOwnerNeeds() {
        Letter letter = templates("zh-TW").write(NotificationFixtures.paidOrder());

        assertThat(letter.subject()).isEqualTo("訂單已付款 NT$1,200 · order1");
        assertThat(letter.text())
                .isEqualTo(
                        """
                        訂單已付款

                        款項已確認，可以準備出貨。

                        訂單編號: order1
                        總金額: NT$1,200
                        付款方式: 信用卡（綠界 ECPay）
                        付款時間: 2026-03-01 20:00:00 Asia/Taipei (UTC+08:00)
                        金流交易編號: 2303121234567890

                        商品
                        - 阿里山高山烏龍茶 × 2  NT$1,200

                        在後台開啟這筆訂單
                        https://shop.example/admin/orders/order1

                        --\s
                        這是商店系統自動寄給管理員的通知。
                        """);
        assertThat(letter.html())
                .contains("<html lang=\"zh-Hant-TW\">")
                .contains("NT$1,200", "信用卡（綠界 ECPay）", "2303121234567890")
                .contains("阿里山高山烏龍茶", "2026-03-01 20:00:00 Asia/Taipei (UTC+08:00)")
                .contains("href=\"https://shop.example/admin/orders/order1\"");
    }

    @Test
    void aFailureIsToldInEnglishWhereThatIsSet() {
        Notification failed =
                NotificationFixtures.of(
                        7,
                        new News(
                                Occasion.PAYMENT_FAILED,
                                NotificationFixtures.NOON,
                                "ecpay-atm",
                                NotificationFixtures.twd("80"),
                                "declined (10100058)",
                                null,
                                List.of()));

        Letter letter = templates("en").write(failed);

        assertThat(letter.subject()).isEqualTo("Payment failed NT$80 · order7");
        assertThat(letter.text())
                .contains("Payment method: ATM transfer (ECPay)\n")
                .contains("Failed at: 2026-03-01 20:00:00 Asia/Taipei (UTC+08:00)\n")
                .contains("Reason: declined (10100058)\n")
                .doesNotContain("Items", "Gateway trade number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-TW", "ko", "zh-CN", "en"})
    void noFieldIsMissingInAThousandOrders(String locale) {
        Templates templates = templates(locale);
        Words words = Words.in(Locale.forLanguageTag(locale));
        for (int seed = 0; seed < 1_000; seed++) {
            Notification notification = NotificationFixtures.generated(seed);
            News news = notification.news();
            Letter letter = templates.write(notification);
            Stream<String> amounts =
                    Stream.concat(
                                    Stream.ofNullable(news.amount()),
                                    news.lines().stream()
                                            .flatMap(line -> Stream.ofNullable(line.total())))
                            .map(Money::forPeople);
            List<String> facts =
                    Stream.of(
                                    amounts,
                                    Stream.of(notification.id().orderId()),
                                    Stream.of(words.of(news.occasion(), "lead")),
                                    Stream.of(words.of(news.occasion(), "at")),
                                    Stream.ofNullable(news.method()).map(words::method),
                                    Stream.ofNullable(news.reason()),
                                    Stream.ofNullable(news.reference()),
                                    Stream.ofNullable(news.remaining()).map(Money::forPeople),
                                    toBuyers(news),
                                    news.lines().stream().map(News.Line::name),
                                    Stream.of(CONSOLE + notification.id().orderId()))
                            .flatMap(facts1 -> facts1)
                            .toList();

            assertThat(letter.text()).contains(facts);
            assertThat(letter.html()).contains(facts.stream().map(TemplatesTest::escaped).toList());
            assertThat(letter.subject() + letter.text() + letter.html())
                    .doesNotContain("null", "Optional", "${", "{}");
        }
    }

    private static Stream<String> toBuyers(News news) {
        return Stream.concat(
                        Stream.ofNullable(news.transfer())
                                .flatMap(
                                        to ->
                                                Stream.concat(
                                                        Stream.of(
                                                                to.bankCode(),
                                                                to.account(),
                                                                to.paymentCode()),
                                                        to.barcodes().stream())),
                        Stream.ofNullable(news.parcel())
                                .flatMap(
                                        parcel ->
                                                Stream.of(
                                                        parcel.carrier(), parcel.trackingNumber())))
                .flatMap(Stream::ofNullable);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' style='position:fixed",
                "tea\r\nBcc: everybody@example.com",
                "tea\u2028Subject: x\u0085y\u0000z",
                "\u202egnp.exe\u202c",
                "https://evil.example/pay",
                "write to thief@example.com or www.evil.example",
                "\ud83c"
            })
    @Tag("S2-27")
    void aProductNameIsNeverMoreThanText(String name) {
        Letter letter = templates("en").write(NotificationFixtures.orderOf(name));

        assertThat(letter.html())
                .doesNotContain("<script", "<img", "style='position", "onerror=alert(1)>");
        assertThat(letter.subject()).doesNotContainPattern("[\\r\\n]");
        assertThat(letter.text().lines()).noneMatch(line -> line.startsWith("Bcc:"));
        assertThat(letter.text() + letter.html())
                .doesNotContain("\r", "\u2028", "\u0085", "\u0000", "\u202e", "\u202c")
                .doesNotContain("https://evil", "thief@example.com", "evil.example");
    }

    @Test
    void aNameOfAnyLengthTakesOneLine() {
        Letter letter = templates("en").write(NotificationFixtures.orderOf("x".repeat(10_000)));

        assertThat(letter.text()).contains("- " + "x".repeat(200) + "… × 1");
    }

    @Test
    void everyLanguageSaysTheSameThings() {
        for (String language : List.of("zh-TW", "ko", "zh-CN")) {
            assertThat(Words.in(Locale.forLanguageTag(language)).all().keySet())
                    .isEqualTo(Words.in(Locale.ENGLISH).all().keySet());
        }
        Arrays.stream(Occasion.values())
                .map(Occasion::code)
                .forEach(
                        code ->
                                assertThat(Words.in(Locale.ENGLISH).all())
                                        .containsKeys(
                                                code + ".subject",
                                                code + ".heading",
                                                code + ".lead",
                                                code + ".at"));
    }

    @Test
    void aRefundSaysHowMuchWentBackAndWhatIsLeft() {
        News refund =
                new News(
                        Occasion.REFUND_FAILED,
                        NotificationFixtures.NOON,
                        "ecpay-credit",
                        NotificationFixtures.twd("980"),
                        "特店餘額不足 (10100073)",
                        "t3x9sh28803a20trrbbd01b2hr",
                        List.of(),
                        NotificationFixtures.twd("2180"),
                        null);

        assertThat(templates("zh-TW").write(NotificationFixtures.of(1, refund)).text())
                .contains("退款金額: NT$980\n剩餘金額: NT$2,180\n")
                .contains("原因: 特店餘額不足 (10100073)\n退款編號: t3x9sh28803a20trrbbd01b2hr\n");
    }

    @Test
    void aLanguageWithoutWordsStopsTheStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> templates("fr"))
                .withMessage("there are no mails in the language fr");
    }

    private static String escaped(String text) {
        StringBuilder html = new StringBuilder();
        Inert.escape(text, html);
        return html.toString();
    }
}
