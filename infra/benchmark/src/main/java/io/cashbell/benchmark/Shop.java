package io.cashbell.benchmark;

import io.cashbell.local.gateway.GatewaySandbox;
import io.cashbell.local.process.Backends;
import io.cashbell.local.process.EmulatorProcess;
import io.cashbell.local.process.FreePort;
import io.cashbell.local.process.Resources;
import io.cashbell.local.process.Service;
import io.cashbell.local.process.ServiceProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A whole shop on free ports: emulators, sandbox and the three services, each a process of its own,
 * with the JVM options of production rather than those that start quickest.
 */
final class Shop implements AutoCloseable {
    private static final List<String> JVM =
            List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders");
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** More options for the services' JVMs, with a space between: a profiler's, say. */
    private static final String MORE_JVM = "BENCHMARK_JVM";

    /** Opens the administration of every service. */
    static final String ADMIN_API_TOKEN = "benchmark-" + UUID.randomUUID();

    /** The public test merchant of ECPay's stage. */
    private static final Map<String, String> ECPAY =
            Map.of(
                    "ECPAY_MERCHANT_ID", "3002607",
                    "ECPAY_HASH_KEY", "pwFHCqoQZGmho4w6",
                    "ECPAY_HASH_IV", "EkRm7iFT261dpevs");

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
    private final Resources resources;
    private final GatewaySandbox sandbox;

    private Shop() {
        try {
            EmulatorProcess emulators = opened(EmulatorProcess.start(production()));
            resources = emulators.provision(Backends.freshName());
            sandbox = opened(GatewaySandbox.start(0, null, Map.of()));
            openServices();
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /** Returns when every service is ready; where one cannot be, nothing is left running. */
    static Shop open() {
        return new Shop();
    }

    private static EmulatorProcess.Options production() {
        return new EmulatorProcess.Options(
                Optional.empty(), true, List.of("-Xmx2g", "-XX:+UseSerialGC"));
    }

    private void openServices() {
        Map<Service, Integer> ports = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            ports.put(service, FreePort.find());
        }
        Map<String, String> environment = new HashMap<>(ECPAY);
        environment.put("ECPAY_BASE_URL", sandbox().resolve("/ecpay").toString());
        environment.put("STOREFRONT_URL", "http://localhost:" + ports.get(Service.ORDER));
        environment.put("ORDER_PUBLIC_URL", "http://localhost:" + ports.get(Service.ORDER));
        environment.put("PAYMENT_PUBLIC_URL", "http://localhost:" + ports.get(Service.PAYMENT));
        environment.put("ADMIN_API_TOKEN", ADMIN_API_TOKEN);
        environment.put("ADMIN_EMAILS", "owner@example.com");
        environment.put("MAIL_FROM", "shop@example.com");
        environment.put("MESSAGING_MEASURE_CAPACITY", "true");
        for (Service service : Service.values()) {
            services.put(
                    service,
                    opened(
                            ServiceProcess.start(
                                    ServiceProcess.Start.of(service, log(service))
                                            .with(resources.environmentOf(service))
                                            .with(environment)
                                            .withJvm(jvm())
                                            .on(ports.getOrDefault(service, 0)))));
        }
        services.values().forEach(service -> service.awaitReady(START_LIMIT));
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    URI of(Service service) {
        return process(service).uri();
    }

    ServiceProcess process(Service service) {
        ServiceProcess process = services.get(service);
        if (process == null) {
            throw new IllegalStateException(service + " is not running");
        }
        return process;
    }

    URI sandbox() {
        return URI.create("http://localhost:" + sandbox.port());
    }

    Resources resources() {
        return resources;
    }

    /** CPU time a service has used since it started, user and system. */
    Duration cpu(Service service) {
        return process(service).handle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The part of {@link #cpu} that compiled code. */
    Duration compiling(Service service) {
        return CompilerTime.of(process(service).handle());
    }

    private static List<String> jvm() {
        List<String> options = new ArrayList<>(JVM);
        options.addAll(List.of(System.getenv().getOrDefault(MORE_JVM, "").split(" ")));
        options.removeIf(String::isEmpty);
        return options;
    }

    private static Path log(Service service) {
        return Path.of("infra/benchmark/target/logs", service.module() + ".log");
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception failure) {
                throw new IllegalStateException("the shop does not close", failure);
            }
        }
    }
}
