package io.cashbell.notification.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.notification.BuyerContact;
import io.cashbell.notification.News;
import io.cashbell.notification.NotificationFixtures;
import io.cashbell.notification.Occasion;
import io.cashbell.notification.Parcel;
import io.cashbell.notification.Recipient;
import io.cashbell.notification.Transfer;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What buyers read. */
@Tag("S2-36")
class BuyerTemplatesTest {
    private static Templates templates(String locale) {
        return new Templates(
                new TemplateConfig(URI.create("https://shop.example"), locale, "Asia/Taipei"));
    }

    private static BuyerContact buyer(String language) {
        return new BuyerContact(
                new Recipient("buyer@example.com"),
                language,
                URI.create("https://shop.example/result?order=order1"));
    }

    @Test
    @Tag("S4-42")
    void aBuyerIsToldWhereToPayInTheOwnLanguage() {
        News transfer =
                new News(
                        Occasion.BUYER_TRANSFER,
                        NotificationFixtures.NOON,
                        "ecpay-atm",
                        NotificationFixtures.twd("1200"),
                        null,
                        null,
                        List.of(),
                        null,
                        new Transfer(
                                "812",
                                "9103522175887271",
                                null,
                                List.of(),
                                Instant.parse("2026-03-04T15:59:59Z")));

        Letter letter = templates("en").write(NotificationFixtures.of(1, transfer), buyer("zh-TW"));

        assertThat(letter.subject()).isEqualTo("訂單繳費資訊 NT$1,200 · order1");
        assertThat(letter.text())
                .contains(
                        "銀行代碼: 812\n",
                        "轉帳帳號: 9103522175887271\n",
                        "繳費期限: 2026-03-04 23:59:59 Asia/Taipei (UTC+08:00)\n",
                        "查看您的訂單\nhttps://shop.example/result?order=order1\n")
                .doesNotContain("admin", "管理員");
        assertThat(letter.html())
                .contains("<html lang=\"zh-Hant-TW\">", "9103522175887271")
                .contains("href=\"https://shop.example/result?order=order1\"")
                .doesNotContain("admin");
    }

    @Test
    void aBuyerIsToldWhoBringsTheOrder() {
        News shipped =
                News.ofParcel(NotificationFixtures.NOON, new Parcel("<b>cat\r\nBcc: x", "9065"));

        Letter letter = templates("en").write(NotificationFixtures.of(1, shipped), buyer("en"));

        assertThat(letter.subject()).isEqualTo("Your order is on its way · order1");
        assertThat(letter.text())
                .contains("Carrier: <b>cat Bcc: x\n", "Tracking number: 9065\n")
                .contains("Shipped at: 2026-03-01 20:00:00 Asia/Taipei (UTC+08:00)\n");
        assertThat(letter.html()).doesNotContain("<b>cat");
    }

    @ParameterizedTest
    @CsvSource({
        "ko, 결제가 확인되었습니다 NT$1 · order1",
        "zh-CN, 已收到您的款项 NT$1 · order1",
        "en, We have received your payment NT$1 · order1",
        "fr, 已收到您的款項 NT$1 · order1"
    })
    void aLanguageThatWeDoNotSpeakIsAnsweredInTheShops(String language, String subject) {
        News paid =
                new News(
                        Occasion.BUYER_PAID,
                        NotificationFixtures.NOON,
                        "kakaopay",
                        NotificationFixtures.twd("1"),
                        null,
                        null,
                        List.of());

        assertThat(
                        templates("zh-TW")
                                .write(NotificationFixtures.of(1, paid), buyer(language))
                                .subject())
                .isEqualTo(subject);
    }
}
