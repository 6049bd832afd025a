package io.cashbell.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S2-19")
class AccessTokenTest {
    @Test
    void opensItsOwnOrderAndNoOther() {
        assertThat(OrderFixtures.TOKEN.opens(OrderFixtures.byCard())).isTrue();
        assertThat(new AccessToken("another").opens(OrderFixtures.byCard())).isFalse();
        assertThat(new AccessToken("").opens(OrderFixtures.byCard())).isFalse();
    }

    @Test
    void has256BitsInBase64Url() {
        AccessToken token = AccessToken.ofBytes(new byte[32]);
        assertThat(token.value()).hasSize(43).matches("[A-Za-z0-9_-]+");
        assertThatThrownBy(() -> AccessToken.ofBytes(new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itsHashIsTheDigestOfItsText() {
        // printf %s the-token-of-the-buyer | openssl dgst -sha256 -binary | basenc --base64url
        assertThat(OrderFixtures.TOKEN.hash().value())
                .isEqualTo("VIR2mloQ7ZOTA0LD96WVfCt29NwR8F1JRVk1ktu4aCk");
    }

    @Test
    void isNotShown() {
        assertThat(OrderFixtures.TOKEN.toString()).doesNotContain("the-token");
    }
}
