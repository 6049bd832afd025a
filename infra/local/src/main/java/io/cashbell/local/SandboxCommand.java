package io.cashbell.local;

import io.cashbell.local.gateway.GatewaySandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** {@code sandbox}: the gateways alone, for a shop whose other parts run elsewhere. */
final class SandboxCommand {
    private SandboxCommand() {}

    static void run(List<String> arguments) throws Exception {
        var options =
                Options.parse(arguments, Set.of("--fresh"), Set.of("--data", "--port-offset"));
        var port = Ports.standard(options.portOffset()).sandbox();
        try (var running = Running.untilASignal()) {
            var path = options.path("--data").orElse(null);
            @Nullable Path folder =
                    path == null
                            ? null
                            : running.start(() -> DataFolder.open(path, options.has("--fresh")))
                                    .path()
                                    .resolve("sandbox");
            var sandbox = running.start(() -> GatewaySandbox.start(port, folder, System.getenv()));
            var address = "http://localhost:" + port + "/";
            Console.say("gateway sandbox " + address);
            if (folder == null) {
                Console.say("keys of WeChat Pay " + address + "control/wechatpay/keys");
            } else {
                sandbox.environment();
                Console.say("keys of WeChat Pay " + folder.resolve("wechatpay.env"));
            }
            new CountDownLatch(1).await();
        }
    }
}
