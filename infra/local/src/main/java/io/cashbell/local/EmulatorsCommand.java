package io.cashbell.local;

import io.cashbell.local.process.Endpoints;
import io.cashbell.local.provision.Provisioner;
import io.cashbell.local.provision.Topology;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code emulators}: AWS and mail alone.
 *
 * <p>With {@code --attached} it speaks with the process that started it: says {@code READY} and the
 * addresses, answers {@code provision <name> [variable=value …]} by {@code PROVISIONED} and the
 * variables, and ends when its input ends, so that it never outlives who started it.
 */
final class EmulatorsCommand {
    private EmulatorsCommand() {}

    static void run(List<String> arguments) throws Exception {
        var options =
                Options.parse(
                        arguments,
                        Set.of("--attached", "--free-ports", "--mail-only", "--fresh"),
                        Set.of("--data", "--port-offset"));
        var ports =
                options.has("--free-ports") ? Ports.free() : Ports.standard(options.portOffset());
        var path = options.path("--data").orElse(null);
        try (var running = Running.untilASignal()) {
            @Nullable Path folder =
                    path == null
                            ? null
                            : running.start(() -> DataFolder.open(path, options.has("--fresh")))
                                    .path();
            var emulators =
                    running.start(
                            () ->
                                    options.has("--mail-only")
                                            ? Emulators.startMailOnly(ports, folder)
                                            : Emulators.start(ports, folder));
            if (options.has("--attached")) {
                serve(emulators.endpoints());
            } else {
                addresses(emulators.endpoints())
                        .forEach((name, address) -> Console.say(name + " " + address));
                new CountDownLatch(1).await();
            }
        }
    }

    private static void serve(Endpoints endpoints) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Console.say("READY " + pairs(addresses(endpoints)));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("provision ")) {
                var words = List.of(line.strip().split(" +"));
                var topology = Topology.of(words.get(1), settings(words.subList(2, words.size())));
                var result = Provisioner.provision(topology, endpoints.aws());
                Console.say("PROVISIONED " + pairs(result.variables()));
            }
        }
    }

    private static Map<String, String> settings(List<String> pairs) {
        return pairs.stream()
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static Map<String, String> addresses(Endpoints endpoints) {
        var addresses = new TreeMap<String, String>();
        var aws = endpoints.aws();
        for (var service : List.of("dynamodb", "sqs", "sns")) {
            var endpoint =
                    aws.get("AWS_ENDPOINT_URL_" + service.toUpperCase(java.util.Locale.ROOT));
            if (endpoint != null) {
                addresses.put(service, endpoint);
            }
        }
        addresses.put("smtp", String.valueOf(endpoints.smtp()));
        addresses.put("mailbox", String.valueOf(endpoints.mailbox()));
        return addresses;
    }

    private static String pairs(Map<String, String> pairs) {
        var joined = new StringJoiner(" ");
        new TreeMap<>(pairs).forEach((name, value) -> joined.add(name + "=" + value));
        return joined.toString();
    }
}
