package io.cashbell.notification.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cashbell.notification.Money;
import io.cashbell.notification.News;
import io.cashbell.notification.Notification;
import io.cashbell.notification.NotificationFixtures;
import io.cashbell.notification.Occasion;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S2-36")
class TemplatesTest {
    private static final String CONSOLE = "https://shop.example/admin/orders/";

    private static Templates templates(String locale) {
        return new Templates(
                new TemplateConfig(URI.create("https://shop.example"), locale, "Asia/Taipei"));
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
    @ValueSource(strings = {"zh-TW", "en"})
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
    void bothLanguagesSayTheSameThings() {
        assertThat(Words.in(Locale.ENGLISH).all().keySet())
                .isEqualTo(Words.in(Locale.forLanguageTag("zh-TW")).all().keySet());
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
