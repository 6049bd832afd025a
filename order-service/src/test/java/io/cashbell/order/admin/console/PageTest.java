package io.cashbell.order.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.order.ShopLocale;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {
    private final Page page =
            new Page(Words.in(ShopLocale.ENGLISH), ZoneOffset.UTC, null, List.of(), "/admin", true);

    @ParameterizedTest
    @CsvSource({
        "buyer@example.com, mailto:buyer@example.com",
        "a.b-c_d@example.com, mailto:a.b-c_d@example.com",
        "a?subject=x&bcc=y@example.com, mailto:a%3Fsubject%3Dx%26bcc%3Dy@example.com",
        "a%0Dbcc@example.com, mailto:a%250Dbcc@example.com",
        "a#b+c@example.com, mailto:a%23b%2Bc@example.com"
    })
    void aLinkToAnAddressWritesNoHeaders(String email, String link) {
        assertThat(page.mailto(email)).isEqualTo(link);
    }
}
