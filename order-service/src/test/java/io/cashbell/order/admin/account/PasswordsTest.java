package io.cashbell.order.admin.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PasswordsTest {
    /** From the tests of the reference implementation (P-H-C/phc-winner-argon2, src/test.c). */
    private static final String REFERENCE =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    @Test
    void agreesWithTheReferenceImplementation() {
        assertThat(Passwords.matches("password", REFERENCE)).isTrue();
        assertThat(Passwords.matches("differentpassword", REFERENCE)).isFalse();
    }

    @Test
    void theSamePasswordIsHashedDifferentlyEachTime() {
        String hash = Passwords.hash("correct horse battery staple");

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(Passwords.hash("correct horse battery staple")).isNotEqualTo(hash);
        assertThat(Passwords.matches("correct horse battery staple", hash)).isTrue();
        assertThat(Passwords.matches("correct horse battery staplE", hash)).isFalse();
    }

    @Test
    void aPasswordTypedOnAnotherKeyboardIsTheSame() {
        String composed = Passwords.hash("caf\u00e9 au lait 123");

        assertThat(Passwords.matches("cafe\u0301 au lait 123", composed)).isTrue();
    }

    @Test
    void whatIsNoHashIsRefused() {
        assertThatThrownBy(() -> Passwords.matches("x", "plain"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("plain");
    }

    @Test
    void aPasswordThatIsGivenIsLongEnoughAndHasNoSignThatIsTakenForAnother() {
        String given = Passwords.oneTime();

        assertThat(given)
                .matches("([a-z2-9]{5}-){3}[a-z2-9]{5}")
                .doesNotContain("l", "o")
                .isNotEqualTo(Passwords.oneTime());
        assertThat(given.length()).isBetween(Passwords.SHORTEST, Passwords.LONGEST);
    }
}
