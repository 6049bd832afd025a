package io.cashbell.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProxyVariablesTest {
    @Test
    void withoutAProxyNothingIsAdded() {
        assertThat(spared(Map.of("no_proxy", "a.example")))
                .isEqualTo(Map.of("no_proxy", "a.example"));
    }

    @Test
    void withAProxyThisMachineIsAskedDirectly() {
        assertThat(spared(Map.of("HTTP_PROXY", "http://proxy.example:3128")))
                .containsEntry("NO_PROXY", "localhost,127.0.0.1")
                .containsEntry("no_proxy", "localhost,127.0.0.1");
    }

    @Test
    void whatTheCallerSparesIsSparedStill() {
        assertThat(
                        spared(
                                Map.of(
                                        "https_proxy",
                                        "http://proxy.example:3128",
                                        "no_proxy",
                                        ".intern")))
                .containsEntry("NO_PROXY", ".intern,localhost,127.0.0.1")
                .containsEntry("no_proxy", ".intern,localhost,127.0.0.1");
    }

    private static Map<String, String> spared(Map<String, String> caller) {
        var variables = new HashMap<>(caller);
        ProxyVariables.spareLoopback(variables);
        return variables;
    }
}
