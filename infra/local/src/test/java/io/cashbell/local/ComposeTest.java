package io.cashbell.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.local.gateway.GatewaySandbox;
import io.cashbell.local.gateway.wechatpay.WechatPaySandbox;
import io.cashbell.local.process.Repository;
import io.cashbell.local.process.Service;
import io.cashbell.local.provision.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What {@code docker-compose.yml} says, as far as it can be judged without Docker. */
class ComposeTest {
    private static final JsonNode SERVICES =
            new ObjectMapper()
                    .<JsonNode>valueToTree(new Yaml().load(read("docker-compose.yml")))
                    .path("services");

    @ParameterizedTest
    @EnumSource
    void everyServiceIsToldTheNamesThatAreProvisioned(Service service) {
        var environment = SERVICES.path(service.module()).path("environment");

        for (var variable : service.variables()) {
            assertThat(environment.path(variable).asText())
                    .as(variable)
                    .isEqualTo(provisioned().get(variable));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ECPAY_MERCHANT_ID",
                "ECPAY_HASH_KEY",
                "ECPAY_HASH_IV",
                "KAKAOPAY_CID",
                "KAKAOPAY_SECRET_KEY",
                "KAKAOPAY_ADMIN_KEY",
                "WECHATPAY_MCH_ID",
                "WECHATPAY_APP_ID"
            })
    void theSandboxKnowsTheMerchantThatThePaymentServiceSignsFor(String variable) {
        for (var service : List.of("payment-service", "sandbox")) {
            var environment = SERVICES.path(service).path("environment");
            assertThat(environment.has(variable)).as(service).isTrue();
            assertThat(environment.path(variable).isNull())
                    .as("handed on as the caller has it to " + service)
                    .isTrue();
        }
    }

    /** One that goes on after it ran out of memory looks alive and does half its work. */
    @ParameterizedTest
    @EnumSource
    void everyImageEndsItsServiceThatRanOutOfMemory(Service service) {
        assertThat(read(service.module() + "/Dockerfile").lines())
                .filteredOn(line -> line.startsWith("ENTRYPOINT"))
                .singleElement()
                .asString()
                .contains("\"-XX:+ExitOnOutOfMemoryError\"");
    }

    @ParameterizedTest
    @EnumSource
    void everyServiceIsHandedTheCallersTokenForAdministrators(Service service) {
        var environment = SERVICES.path(service.module()).path("environment");

        assertThat(environment.has("ADMIN_API_TOKEN")).isTrue();
        assertThat(environment.path("ADMIN_API_TOKEN").isNull()).isTrue();
    }

    /** What browsers reach on the host is in a container the container itself. */
    @Test
    void theServicesAskEachOtherWithinTheirNetwork() {
        assertThat(SERVICES.at("/order-service/environment/ORDER_PAYMENT_API_URL").asText())
                .isEqualTo("http://payment-service:8082");
        assertThat(SERVICES.at("/order-service/environment/ORDER_NOTIFICATION_API_URL").asText())
                .isEqualTo("http://notification-service:8083");
        assertThat(
                        SERVICES.at("/notification-service/environment/NOTIFICATION_ORDER_API_URL")
                                .asText())
                .isEqualTo("http://order-service:8081");
    }

    @Test
    void theKeysOfAWechatpayMerchantReachThePaymentServiceAndNobodyElse() {
        for (var variable :
                List.of(
                        "WECHATPAY_API_V3_KEY",
                        "WECHATPAY_PRIVATE_KEY",
                        "WECHATPAY_SERIAL",
                        "WECHATPAY_KEY_MODE",
                        "WECHATPAY_PUBLIC_KEY",
                        "WECHATPAY_PUBLIC_KEY_ID",
                        "WECHATPAY_BASE_URL")) {
            SERVICES.properties()
                    .forEach(
                            service ->
                                    assertThat(service.getValue().path("environment").has(variable))
                                            .as(variable + " of " + service.getKey())
                                            .isEqualTo(service.getKey().equals("payment-service")));
        }
    }

    /** They are made before the payment service begins, and read by it as files. */
    @Test
    void theSandboxesKeysReachThePaymentServiceAndNobodyElse(@TempDir Path keys)
            throws IOException {
        WechatPaySandbox.handOverKeys(Map.of("WECHATPAY_SANDBOX_KEYS", keys.toString()));
        var payment = SERVICES.path("payment-service");
        var named = new HashMap<String, String>();
        payment.path("environment")
                .properties()
                .forEach(
                        variable -> {
                            if (variable.getKey().endsWith("_FILE")) {
                                named.put(
                                        variable.getKey().replaceFirst("_FILE$", ""),
                                        variable.getValue().asText());
                            }
                        });

        assertThat(named.keySet()).allMatch(name -> Files.isRegularFile(keys.resolve(name)));
        assertThat(named).allSatisfy((name, file) -> assertThat(file).isEqualTo("/keys/" + name));
        assertThat(named.keySet())
                .containsAll(
                        List.of(
                                "WECHATPAY_MCH_ID",
                                "WECHATPAY_APP_ID",
                                "WECHATPAY_SERIAL",
                                "WECHATPAY_PRIVATE_KEY",
                                "WECHATPAY_API_V3_KEY",
                                "WECHATPAY_PUBLIC_KEY_ID",
                                "WECHATPAY_PUBLIC_KEY"));
        assertThat(payment.path("volumes").toString()).isEqualTo("[\"keys:/keys:ro\"]");
        for (var maker : List.of("provision", "sandbox")) {
            assertThat(SERVICES.path(maker).at("/environment/WECHATPAY_SANDBOX_KEYS").asText())
                    .isEqualTo("/keys");
            assertThat(SERVICES.path(maker).path("volumes").toString())
                    .isEqualTo("[\"keys:/keys\"]");
        }
        assertThat(SERVICES.at("/order-service/environment/WECHATPAY_MCH_ID").asText())
                .isEqualTo(
                        "${WECHATPAY_MCH_ID:-%s}"
                                .formatted(Files.readString(keys.resolve("WECHATPAY_MCH_ID"))));
        assertThat(SERVICES.path("order-service").has("volumes")).isFalse();
        assertThat(SERVICES.path("notification-service").has("volumes")).isFalse();
        // A volume is its first mounter's; whoever reads it is the same user.
        assertThat(read("infra/local/Dockerfile")).contains("chown cashbell /keys", "USER 10001");
        assertThat(read("payment-service/Dockerfile")).contains("USER 10001");
    }

    @Test
    void keysThatAreThereAreHandedOverAgain(@TempDir Path keys) throws IOException {
        var environment = Map.of("WECHATPAY_SANDBOX_KEYS", keys.toString());
        WechatPaySandbox.handOverKeys(environment);
        var before = Files.readString(keys.resolve("WECHATPAY_PRIVATE_KEY"));

        WechatPaySandbox.handOverKeys(environment);

        assertThat(Files.readString(keys.resolve("WECHATPAY_PRIVATE_KEY"))).isEqualTo(before);
        try (var sandbox = GatewaySandbox.start(0, null, environment)) {
            assertThat(sandbox.environment()).containsEntry("WECHATPAY_PRIVATE_KEY", before);
        }
        assertThat(WechatPaySandbox.handOverKeys(Map.of())).isEmpty();
    }

    @Test
    void whateverIsAwaitedHealthyHasAHealthCheck() {
        SERVICES.forEach(
                service ->
                        service.path("depends_on")
                                .properties()
                                .forEach(
                                        awaited -> {
                                            if (isHealth(awaited.getValue())) {
                                                assertThat(hasHealthCheck(awaited.getKey()))
                                                        .as(awaited.getKey())
                                                        .isTrue();
                                            }
                                        }));
    }

    /** Its network is gone with that of the service whose network it shares. */
    @Test
    void theSandboxStartsAgainWithThePaymentService() {
        var sandbox = SERVICES.path("sandbox");

        assertThat(sandbox.path("network_mode").asText()).isEqualTo("service:payment-service");
        assertThat(sandbox.path("restart").asText()).isEqualTo("unless-stopped");
        assertThat(sandbox.at("/depends_on/payment-service/restart").asBoolean()).isTrue();
        assertThat(sandbox.at("/healthcheck/test").toString()).contains("/127.0.0.1/8090");
    }

    private static Map<String, String> provisioned() {
        var topology = new Topology(Topology.LOCAL);
        var values = new HashMap<String, String>();
        topology.tables().forEach(table -> values.put(table.variable(), table.name()));
        topology.topics()
                .forEach(
                        topic ->
                                values.put(
                                        topic.variable(),
                                        "arn:aws:sns:ap-northeast-1:000000000000:" + topic.name()));
        topology.queues()
                .forEach(
                        queue ->
                                values.put(
                                        queue.variable(),
                                        "http://aws:4566/000000000000/" + queue.name()));
        return values;
    }

    private static boolean isHealth(JsonNode dependency) {
        return dependency.path("condition").asText().equals("service_healthy");
    }

    private static boolean hasHealthCheck(String name) {
        var service = SERVICES.path(name);
        var file = service.at("/build/dockerfile").asText();
        return service.has("healthcheck")
                || (!file.isEmpty() && read(file).contains("\nHEALTHCHECK "));
    }

    private static String read(String file) {
        try {
            return Files.readString(Repository.root().resolve(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
