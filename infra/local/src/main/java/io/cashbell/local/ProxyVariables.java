package io.cashbell.local;

import java.util.List;
import java.util.Map;

/**
 * The variables of the caller's network for a service on this machine: its AWS, its gateways and
 * its mail server are here, and no proxy can reach them.
 */
final class ProxyVariables {
    private static final List<String> PROXIES =
            List.of("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy");
    private static final List<String> SPARED = List.of("NO_PROXY", "no_proxy");
    private static final String LOOPBACK = "localhost,127.0.0.1";

    private ProxyVariables() {}

    /** Adds this machine to what is asked directly, where there is a proxy at all. */
    static void spareLoopback(Map<String, String> variables) {
        if (PROXIES.stream().noneMatch(variables::containsKey)) {
            return;
        }
        var spared =
                SPARED.stream()
                        .map(name -> variables.getOrDefault(name, ""))
                        .filter(hosts -> !hosts.isBlank())
                        .findFirst()
                        .map(hosts -> hosts + "," + LOOPBACK)
                        .orElse(LOOPBACK);
        SPARED.forEach(name -> variables.put(name, spared));
    }
}
