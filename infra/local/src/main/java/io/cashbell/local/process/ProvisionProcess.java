package io.cashbell.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;

/** Provisions by a short-lived child: the AWS SDK stays off the class path of who asks. */
final class ProvisionProcess {
    private ProvisionProcess() {}

    static Resources run(Endpoints endpoints, String shop) {
        var command =
                List.of(
                        Java.command(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Repository.localJar().toString(),
                        "provision",
                        "--all",
                        "--name",
                        shop);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(endpoints.aws());
        builder.environment().putAll(Backend.SETTINGS);
        try {
            var child = builder.start();
            child.getOutputStream().close();
            var output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (child.waitFor() != 0) {
                throw new IllegalStateException("provisioning failed:\n" + output);
            }
            var variables = new HashMap<String, String>();
            output.lines()
                    .filter(line -> line.matches("[A-Z_]+=.*"))
                    .forEach(
                            line -> {
                                var equals = line.indexOf('=');
                                variables.put(
                                        line.substring(0, equals), line.substring(equals + 1));
                            });
            return new Resources(endpoints, variables);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while provisioning", interrupted);
        }
    }
}
