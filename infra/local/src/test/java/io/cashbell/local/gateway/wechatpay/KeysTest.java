package io.cashbell.local.gateway.wechatpay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cashbell.local.gateway.GatewaySandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are made here, kept here, and handed over to whoever starts a shop here. */
class KeysTest {
    @Test
    void theyAreMadeOnceAndKeptInTheDataFolder(@TempDir Path folder) throws Exception {
        Map<String, String> first;
        try (var sandbox = GatewaySandbox.start(0, folder, Map.of())) {
            // Not before somebody needs them: that takes a moment.
            assertThat(folder.resolve(KeyRing.FILE)).doesNotExist();
            first = sandbox.environment();
            assertThat(sandbox.environment()).isEqualTo(first);
        }
        try (var sandbox = GatewaySandbox.start(0, folder, Map.of())) {
            var second = sandbox.environment();
            assertThat(second).containsOnlyKeys(first.keySet());
            first.forEach(
                    (name, value) -> {
                        if (!name.equals("WECHATPAY_BASE_URL")) {
                            assertThat(second).containsEntry(name, value);
                        }
                    });
            assertThat(second)
                    .containsEntry(
                            "WECHATPAY_BASE_URL",
                            "http://localhost:" + sandbox.port() + "/wechatpay");
        }
    }

    @Test
    void onlyTheirOwnerReadsThem(@TempDir Path folder) throws Exception {
        try (var sandbox = GatewaySandbox.start(0, folder, Map.of())) {
            sandbox.environment();
        }

        for (var file : List.of(KeyRing.FILE, KeyRing.VARIABLES_FILE)) {
            var path = folder.resolve(file);
            assertThat(path).exists();
            if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void whoStartsAShopFindsItsVariablesInAFile(@TempDir Path folder) throws Exception {
        Map<String, String> variables;
        try (var sandbox = GatewaySandbox.start(0, folder, Map.of())) {
            variables = sandbox.environment();
        }

        var lines = Files.readAllLines(folder.resolve(KeyRing.VARIABLES_FILE));

        assertThat(lines)
                .containsExactlyElementsOf(
                        variables.entrySet().stream()
                                .map(one -> one.getKey() + "=" + one.getValue())
                                .toList());
        assertThat(variables)
                .containsOnlyKeys(
                        "WECHATPAY_BASE_URL",
                        "WECHATPAY_MCH_ID",
                        "WECHATPAY_APP_ID",
                        "WECHATPAY_SERIAL",
                        "WECHATPAY_PRIVATE_KEY",
                        "WECHATPAY_API_V3_KEY",
                        "WECHATPAY_KEY_MODE",
                        "WECHATPAY_PUBLIC_KEY_ID",
                        "WECHATPAY_PUBLIC_KEY");
        assertThat(variables.get("WECHATPAY_API_V3_KEY")).hasSize(32);
        assertThat(variables.get("WECHATPAY_SERIAL")).matches("[0-9A-F]{40}");
    }

    @Test
    void aFileThatHoldsNoKeysIsSaidSo(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve(KeyRing.FILE), "{}");

        try (var sandbox = GatewaySandbox.start(0, folder, Map.of())) {
            assertThatThrownBy(sandbox::environment)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("holds no keys");
        }
    }

    @Test
    void theCallerMayNameTheMerchantAndTheMode() throws Exception {
        var environment =
                Map.of(
                        "WECHATPAY_MCH_ID", "1230000109",
                        "WECHATPAY_APP_ID", "wx2421b1c4370ec43b",
                        "WECHATPAY_SANDBOX_MODE", "both");
        try (var sandbox = new SandboxUnderTest(null, environment)) {
            assertThat(sandbox.variable("MCH_ID")).isEqualTo("1230000109");
            assertThat(sandbox.place(sandbox.nativeOrder("http://localhost:1/n")).statusCode())
                    .isEqualTo(200);
            assertThat(
                            SandboxUnderTest.json(sandbox.control("GET", "keys", ""))
                                    .get("mode")
                                    .asText())
                    .isEqualTo("both");
        }
    }

    @Test
    void twoCertificatesAreLiveAndTheNextOneComesAtRotation() throws Exception {
        try (var sandbox =
                new SandboxUnderTest(null, Map.of("WECHATPAY_SANDBOX_MODE", "certificate"))) {
            var before = serials(sandbox);
            sandbox.command("keys/rotate", "");
            var after = serials(sandbox);

            assertThat(before).hasSize(2).doesNotHaveDuplicates();
            assertThat(after).hasSize(2).doesNotHaveDuplicates();
            assertThat(after.getFirst()).isEqualTo(before.getLast());
            var answer = sandbox.place(sandbox.nativeOrder("http://localhost:1/n"));
            assertThat(answer.headers().firstValue(Stamp.SERIAL)).hasValue(after.getFirst());
        }
    }

    @Test
    void aCertificateIsWhatItSaysItIs() throws Exception {
        var from = Instant.parse("2026-01-02T03:04:05Z");
        var keys = Rsa.newKeyPair();

        var certificate = PlatformCertificate.of(keys, from, from.plusSeconds(3600));

        certificate.verify(keys.getPublic());
        certificate.checkValidity(java.util.Date.from(from.plusSeconds(1)));
        assertThat(certificate.getNotBefore().toInstant()).isEqualTo(from);
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(from.plusSeconds(3600));
        assertThat(certificate.getPublicKey()).isEqualTo(keys.getPublic());
        assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withRSA");
        assertThat(PlatformCertificate.serial(certificate)).matches("[4-7][0-9A-F]{39}");
    }

    private static List<String> serials(SandboxUnderTest sandbox) throws Exception {
        var answer = sandbox.get("/v3/certificates?algorithm_type=RSA");
        assertThat(answer.statusCode()).isEqualTo(200);
        return SandboxUnderTest.json(answer).findValuesAsText("serial_no");
    }
}
