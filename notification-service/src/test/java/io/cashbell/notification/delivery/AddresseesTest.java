package io.cashbell.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cashbell.notification.Occasion;
import io.cashbell.notification.Recipient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S2-36")
class AddresseesTest {
    private static final Recipient OWNER = new Recipient("owner@example.com");
    private static final Recipient BOOKS = new Recipient("books@example.com");
    private static final Recipient LAW = new Recipient("law@example.com");

    private static Addressees addressees(String recipients) {
        return new Addressees(
                new MailConfig("smtp", "shop@example.com", "owner@example.com"),
                new AddresseeConfig(recipients));
    }

    @Test
    void aTypeGoesToThoseNamedForItAndAnyOtherToAll() {
        Addressees addressees =
                addressees(
                        " day-closed = books@example.com ;"
                                + " payment-disputed=law@example.com,owner@example.com;");

        assertThat(addressees.of(Occasion.DAY_CLOSED)).containsExactly(BOOKS);
        assertThat(addressees.of(Occasion.PAYMENT_DISPUTED)).containsExactly(LAW, OWNER);
        assertThat(addressees.of(Occasion.PAYMENT_CONFIRMED)).containsExactly(OWNER);
    }

    @Test
    void withoutNamesEverythingGoesToAll() {
        for (Occasion occasion : Occasion.values()) {
            assertThat(addressees("").of(occasion)).containsExactly(OWNER);
        }
    }

    @Test
    void whatCannotBeMeantIsRefusedWithoutAnAddress() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> addressees("day-closed=a@b.cc;day-closed=secret@b.cc"))
                .withMessage("entry 2: names a type that was named before");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> addressees("day-closed="))
                .withMessage("entry 1: holds no e-mail address");
    }
}
