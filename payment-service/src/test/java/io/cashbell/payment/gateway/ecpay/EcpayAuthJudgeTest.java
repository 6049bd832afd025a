package io.cashbell.payment.gateway.ecpay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Our CheckMacValue against the ones that ECPay's Node.js package gave generated parameters. */
@EnabledIfSystemProperty(
        named = "ecpay.judge",
        matches = ".+",
        disabledReason = "needs the sets that .ci/ecpay-nodejs generates")
class EcpayAuthJudgeTest {

    private static final String HASH_KEY = "pwFHCqoQZGmho4w6";
    private static final String HASH_IV = "EkRm7iFT261dpevs";

    record Signed(Map<String, String> fields, String mac) {}

    @Test
    void agreesWithEcpaysOwnPackageOnEverySet() throws IOException {
        List<String> lines = Files.readAllLines(Path.of(System.getProperty("ecpay.judge")));
        ObjectMapper json = new ObjectMapper();

        assertThat(lines).hasSize(10_000);
        for (String line : lines) {
            Signed signed = json.readValue(line, Signed.class);
            assertThat(
                            EcpayAuth.checkMacValue(
                                    signed.fields(), HASH_KEY, HASH_IV, EcpayAuth.Digest.SHA256))
                    .as(line)
                    .isEqualTo(signed.mac());
        }
    }
}
