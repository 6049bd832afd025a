package io.cashbell.local;

import io.cashbell.local.gateway.GatewaySandbox;
import io.cashbell.local.process.Resources;
import io.cashbell.local.process.Service;
import io.cashbell.local.process.ServiceProcess;
import io.cashbell.local.provision.Provisioner;
import io.cashbell.local.provision.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Emulators, sandbox and mailbox in this JVM, and the three services as children of it. */
final class Shop {
    private static final Duration READY_LIMIT = Duration.ofSeconds(90);

    /** At the terminal a Ctrl-C reaches the services too: what ends just before us did not die. */
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private final Running running;
    private final Ports ports;
    private final Path data;
    private final Path repository;
    private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);

    Shop(Running running, Ports ports, Path data, Path repository) {
        this.running = running;
        this.ports = ports;
        this.data = data;
        this.repository = repository;
    }

    void refuseUnbuilt() {
        for (var service : Service.values()) {
            var jar = service.jar(repository);
            if (!Files.exists(jar)) {
                throw new Refusal(jar + " is missing: build it with ./mvnw -DskipTests package");
            }
        }
    }

    /** Returns when everything is ready for its first customer. */
    void open(Map<String, String> environment, AdminToken adminToken, ConsoleOwner owner)
            throws Exception {
        var sandbox =
                CompletableFuture.supplyAsync(
                        () ->
                                GatewaySandbox.start(
                                        ports.sandbox(), data.resolve("sandbox"), environment));
        var emulators = running.start(() -> Emulators.start(ports, data));
        var gateways = running.start(() -> started(sandbox));
        var variables =
                new ShopVariables(environment, ports, adminToken, owner, gateways.environment());
        var endpoints = variables.aws(emulators.endpoints());
        var provisioned =
                Provisioner.provision(Topology.of(Topology.LOCAL, environment), endpoints.aws());
        var resources = new Resources(endpoints, provisioned.variables());
        var notes = new ServiceNotes(data);
        for (var service : Service.values()) {
            var start = start(service, variables.of(service, resources));
            var process = running.start(() -> ServiceProcess.start(start));
            services.put(service, process);
            notes.note(process.handle());
        }
        running.start(() -> this::askServicesToStop);
        awaitReady();
    }

    /** Returns when a service ended that should not have. */
    Refusal awaitDeath() throws InterruptedException {
        var ends =
                services.values().stream()
                        .map(service -> service.handle().onExit())
                        .toArray(CompletableFuture[]::new);
        CompletableFuture.anyOf(ends).join();
        if (running.endsWithin(GOODBYE)) {
            throw new StoppedException();
        }
        return services.values().stream()
                .filter(service -> !service.isAlive())
                .findFirst()
                .map(dead -> new Refusal(obituary(dead.service(), "has ended")))
                .orElseThrow();
    }

    Path log(Service service) {
        return logs().resolve(service.module() + ".log");
    }

    Path logs() {
        return data.resolve("logs");
    }

    private static GatewaySandbox started(CompletableFuture<GatewaySandbox> sandbox) {
        try {
            return sandbox.join();
        } catch (CompletionException failure) {
            var cause = failure.getCause() == null ? failure : failure.getCause();
            throw new Refusal("the gateway sandbox does not start: " + cause.getMessage());
        }
    }

    private ServiceProcess.Start start(Service service, Map<String, String> variables)
            throws IOException {
        Files.createDirectories(logs());
        Files.deleteIfExists(log(service));
        return new ServiceProcess.Start(
                service,
                ports.of(service),
                variables,
                ServiceProcess.Start.SMALL_JVM,
                log(service));
    }

    private void awaitReady() throws InterruptedException {
        for (var service : services.values()) {
            try {
                service.awaitReady(READY_LIMIT);
            } catch (IllegalStateException failure) {
                if (running.endsWithin(GOODBYE)) {
                    throw new StoppedException();
                }
                var what = service.isAlive() ? "is not ready" : "has ended";
                throw new Refusal(obituary(service.service(), what));
            }
        }
    }

    /** What became of a service, where it is written, and its last word. */
    private String obituary(Service service, String what) {
        var log = log(service);
        var last = "";
        try (var lines = Files.lines(log)) {
            last = lines.filter(line -> !line.isBlank()).reduce("", (_, line) -> line);
        } catch (IOException unreadable) {
            last = unreadable.toString();
        }
        return "%s %s, its log is %s: %s"
                .formatted(
                        service.module(),
                        what,
                        log,
                        last.length() > 300 ? last.substring(0, 300) + "…" : last);
    }

    /** To all before any is waited for: each may take its time to finish what it is doing. */
    private void askServicesToStop() {
        services.values().forEach(ServiceProcess::askToStop);
    }
}
