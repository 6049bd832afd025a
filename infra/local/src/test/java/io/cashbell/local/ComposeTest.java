package io.cashbell.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.local.process.Repository;
import io.cashbell.local.process.Service;
import io.cashbell.local.provision.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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

    @ParameterizedTest
    @EnumSource
    void everyServiceIsHandedTheCallersTokenForAdministrators(Service service) {
        var environment = SERVICES.path(service.module()).path("environment");

        assertThat(environment.has("ADMIN_API_TOKEN")).isTrue();
        assertThat(environment.path("ADMIN_API_TOKEN").isNull()).isTrue();
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
