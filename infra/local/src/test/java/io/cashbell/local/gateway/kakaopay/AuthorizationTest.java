package io.cashbell.local.gateway.kakaopay;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.local.gateway.kakaopay.SandboxUnderTest.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask, and in what form (section 1). */
class AuthorizationTest {
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded;charset=utf-8";
    private static final String SECRET = Merchants.LOCAL_SECRET_KEY;
    private static final String ADMIN = Merchants.LOCAL_ADMIN_KEY;

    private SandboxUnderTest sandbox;

    @BeforeEach
    void start() {
        sandbox = SandboxUnderTest.inMemory();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void eitherWordIsTakenForADeveloperKey() throws Exception {
        assertThat(open("SECRET_KEY " + SECRET, JSON).code()).isEqualTo(-721);
        assertThat(open("DEV_SECRET_KEY " + SECRET, JSON).code()).isEqualTo(-721);
        assertThat(legacy("KakaoAK " + ADMIN, FORM).code()).isEqualTo(-721);
    }

    @Test
    void nobodyIsAnError400InTheOpenApiAnd401InTheOther() throws Exception {
        var open = open(null, JSON);
        assertThat(open.status()).isEqualTo(400);
        assertThat(open.body().get("error_code").asInt()).isEqualTo(-400);
        assertThat(open.text("error_message")).isNotEmpty();

        var legacy = legacy(null, FORM);
        assertThat(legacy.status()).isEqualTo(401);
        assertThat(legacy.body().get("code").asInt()).isEqualTo(-401);
        assertThat(legacy.text("msg")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KakaoAK " + SECRET,
                "KakaoAK " + ADMIN,
                "SECRET_KEY" + SECRET,
                "SECRET_KEY  " + SECRET,
                "SECRET_KEY DEV",
                "SECRET_KEY " + ADMIN,
                "Bearer " + SECRET,
                SECRET
            })
    void theOpenApiRefusesAnyOtherKey(String authorization) throws Exception {
        var answer = open(authorization, JSON);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo(-401);
        assertThat(answer.text("error_message")).doesNotContain(SECRET, ADMIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SECRET_KEY " + SECRET,
                "SECRET_KEY " + ADMIN,
                "KakaoAK" + ADMIN,
                "KakaoAK  " + ADMIN,
                "kakaoak " + ADMIN,
                "KakaoAK " + SECRET
            })
    void theLegacyApiRefusesAnyOtherKey(String authorization) throws Exception {
        var answer = legacy(authorization, FORM);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo(-401);
    }

    @Test
    void theContentTypeOfTheOtherApiIsABadParameter() throws Exception {
        for (var type : new String[] {FORM, "text/plain"}) {
            var answer = open("SECRET_KEY " + SECRET, type);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().get("error_code").asInt()).isEqualTo(-2);
        }
        for (var type : new String[] {JSON, "multipart/form-data"}) {
            var answer = legacy("KakaoAK " + ADMIN, type);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().get("code").asInt()).isEqualTo(-2);
        }
        assertThat(open("KakaoAK " + ADMIN, FORM).code()).isEqualTo(-401);
    }

    @Test
    void aBodyThatIsNotOfItsTypeIsABadParameter() throws Exception {
        assertThat(
                        ask(
                                        "SECRET_KEY " + SECRET,
                                        JSON,
                                        SandboxUnderTest.OPEN + "order",
                                        "cid=TC0ONETIME&tid=T")
                                .code())
                .isEqualTo(-2);
        assertThat(
                        ask("KakaoAK " + ADMIN, FORM, SandboxUnderTest.LEGACY + "order", "cid=%zz")
                                .code())
                .isEqualTo(-2);
    }

    @Test
    void anAddressThatIsNotThereIsSaidInTheWordsOfTheApi() throws Exception {
        var open = ask("SECRET_KEY " + SECRET, JSON, SandboxUnderTest.OPEN + "subscription", "{}");
        assertThat(open.status()).isEqualTo(404);
        assertThat(open.body().get("error_code").asInt()).isEqualTo(-404);
        var legacy = ask("KakaoAK " + ADMIN, FORM, SandboxUnderTest.LEGACY + "orders", "");
        assertThat(legacy.body().get("code").asInt()).isEqualTo(-404);
    }

    @Test
    void theKeysOfTheEnvironmentReplaceTheLocalOnes() throws Exception {
        var environment =
                Map.of(
                        "KAKAOPAY_CID", "CASHBELL01",
                        "KAKAOPAY_CID_SECRET", "abcdefghijklmnopqrstuvwx",
                        "KAKAOPAY_SECRET_KEY", "another-secret",
                        "KAKAOPAY_ADMIN_KEY", "another-admin");
        try (var own = new SandboxUnderTest(null, environment)) {
            sandbox.close();
            sandbox = own;
            assertThat(open("SECRET_KEY " + SECRET, JSON).code()).isEqualTo(-401);
            assertThat(legacy("KakaoAK " + ADMIN, FORM).code()).isEqualTo(-401);
            assertThat(legacy("KakaoAK another-admin", FORM).code()).isEqualTo(-721);
            var order = SandboxUnderTest.order().put("cid", "CASHBELL01");

            assertThat(ready(order.toString()).code()).isEqualTo(-733);
            assertThat(ready(order.put("cid_secret", "zzzz").toString()).code()).isEqualTo(-733);
            assertThat(
                            ready(order.put("cid_secret", "abcdefghijklmnopqrstuvwx").toString())
                                    .status())
                    .isEqualTo(200);
            assertThat(ready(SandboxUnderTest.order().toString()).status()).isEqualTo(200);
        }
    }

    private Answer ready(String body) throws Exception {
        return ask("SECRET_KEY another-secret", JSON, SandboxUnderTest.OPEN + "ready", body);
    }

    private Answer open(@Nullable String authorization, String type) throws Exception {
        return ask(
                authorization,
                type,
                SandboxUnderTest.OPEN + "order",
                "{\"cid\": \"TC0ONETIME\", \"tid\": \"T1234567890123456789\"}");
    }

    private Answer legacy(@Nullable String authorization, String type) throws Exception {
        return ask(
                authorization,
                type,
                SandboxUnderTest.LEGACY + "order",
                "cid=TC0ONETIME&tid=T1234567890123456789");
    }

    private Answer ask(@Nullable String authorization, String type, String path, String body)
            throws Exception {
        var request =
                HttpRequest.newBuilder()
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return SandboxUnderTest.json(sandbox.send(request, path));
    }
}
