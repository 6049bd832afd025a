package io.cashbell.local;

import io.cashbell.local.gateway.wechatpay.WechatPaySandbox;
import io.cashbell.local.process.Service;
import io.cashbell.local.provision.Provisioner;
import io.cashbell.local.provision.Topology;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * {@code provision}: makes everything that a shop needs of AWS exist, at the AWS that the standard
 * variables name, and prints the variables that its services want; with {@code --all} those of the
 * dead-letter queues besides, which a service would refuse. Where {@code WECHATPAY_SANDBOX_KEYS}
 * names a folder, the keys of the sandbox to come are laid there.
 */
final class ProvisionCommand {
    private ProvisionCommand() {}

    static void run(List<String> arguments) {
        var options = Options.parse(arguments, Set.of("--all"), Set.of("--name"));
        var name = options.value("--name").orElse(Topology.LOCAL);
        Topology topology;
        try {
            topology = Topology.of(name, System.getenv());
        } catch (IllegalArgumentException unfit) {
            throw new Refusal(Refusal.USAGE, "--name: " + unfit.getMessage());
        }
        var result = Provisioner.provision(topology);
        var told = options.has("--all") ? result.variables() : servicesOwn(result.variables());
        told.forEach((variable, value) -> Console.say(variable + "=" + value));
        WechatPaySandbox.handOverKeys(System.getenv())
                .ifPresent(folder -> Console.warn("keys of WeChat Pay are in " + folder));
        Console.warn(
                result.changes() == 0
                        ? "everything was there already"
                        : result.changes() + " created or mended");
    }

    /** Those that some service is told by, in order. */
    static Map<String, String> servicesOwn(Map<String, String> variables) {
        var own = new TreeMap<>(variables);
        own.keySet()
                .retainAll(
                        Stream.of(Service.values())
                                .flatMap(service -> service.variables().stream())
                                .toList());
        return own;
    }
}
