package io.cashbell.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cashbell.notification.delivery.MailConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"a@b", "owner@example.com", "o.w+shop@mail.example.co.kr", "x@localhost"})
    void takesAnAddress(String address) {
        assertThat(new Recipient(address).address()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "owner",
                "@example.com",
                "owner@",
                "a@b\r\nBcc: c@d",
                "a@b\n",
                "a b@c",
                "<a@b>",
                "a@b,c@d",
                "a@b@c",
                "a..b@c",
                "ö@example.com",
                "a@-b",
                "\"a\"@b"
            })
    void refusesWhatIsNoAddressWithoutRepeatingIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Recipient(text))
                .withMessage("not an e-mail address");
    }

    @Test
    void anAddressInALogIsMasked() {
        assertThat(new Recipient("owner@example.com")).hasToString("o***@example.com");
    }

    @Test
    void anAddressInAnAnswerIsMasked() {
        assertThat(new Recipient("owner@example.com").masked()).isEqualTo("o…@example.com");
    }

    @Test
    @Tag("S2-36")
    void administratorsAreAList() {
        assertThat(MailConfig.parse(" a@example.com, b@example.com ,a@example.com"))
                .containsExactly(new Recipient("a@example.com"), new Recipient("b@example.com"));
    }

    @Test
    void aWrongEntryIsNamedByItsPlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MailConfig.parse("a@example.com, secret"))
                .withMessage("entry 2 is not an e-mail address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a@b", "<x>", "a\r\nb"})
    void anEventIdThatCouldBreakAHeaderIsRefused(String eventId) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NotificationId("order1", eventId));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "order1", "order1.", ".event1", "a.b.c", "order 1.event1"})
    void whatIsNoMailsIdIsNotRead(String text) {
        assertThat(NotificationId.parse(text)).isEmpty();
    }

    @Test
    void aMailsIdIsReadAsItIsWritten() {
        NotificationId id = new NotificationId("order1", "event-1");

        assertThat(NotificationId.parse(id.toString())).contains(id);
    }
}
