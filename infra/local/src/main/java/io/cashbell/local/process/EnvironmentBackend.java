package io.cashbell.local.process;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whatever AWS the standard variables name: a real account, moto's server, a LocalStack at hand.
 */
final class EnvironmentBackend implements Backend {
    private final EmulatorProcess mail = EmulatorProcess.startMail();
    private final Endpoints endpoints;

    EnvironmentBackend(Map<String, String> environment) {
        var aws = new HashMap<String, String>();
        environment.forEach(
                (name, value) -> {
                    if (name.startsWith("AWS_")) {
                        aws.put(name, value);
                    }
                });
        endpoints = new Endpoints(aws, mail.endpoints().smtp(), mail.endpoints().mailbox());
    }

    static Optional<String> missing() {
        return System.getenv("AWS_REGION") == null
                ? Optional.of("backend environment: AWS_REGION is not set")
                : Optional.empty();
    }

    @Override
    public String name() {
        return "environment";
    }

    @Override
    public Resources provision(String shop) {
        return ProvisionProcess.run(endpoints, shop);
    }

    @Override
    public void close() {
        mail.close();
    }
}
