package io.cashbell.local;

import io.cashbell.local.gateway.wechatpay.WechatPaySandbox;
import io.cashbell.local.provision.Provisioner;
import io.cashbell.local.provision.Topology;
import java.util.List;
import java.util.Set;

/**
 * {@code provision}: makes everything that a shop needs of AWS exist, at the AWS that the standard
 * variables name, and prints the variables that its services want. Where {@code
 * WECHATPAY_SANDBOX_KEYS} names a folder, the keys of the sandbox to come are laid there.
 */
final class ProvisionCommand {
    private ProvisionCommand() {}

    static void run(List<String> arguments) {
        var options = Options.parse(arguments, Set.of(), Set.of("--name"));
        var name = options.value("--name").orElse(Topology.LOCAL);
        Topology topology;
        try {
            topology = Topology.of(name, System.getenv());
        } catch (IllegalArgumentException unfit) {
            throw new Refusal(Refusal.USAGE, "--name: " + unfit.getMessage());
        }
        var result = Provisioner.provision(topology);
        result.variables().forEach((variable, value) -> Console.say(variable + "=" + value));
        WechatPaySandbox.handOverKeys(System.getenv())
                .ifPresent(folder -> Console.warn("keys of WeChat Pay are in " + folder));
        Console.warn(
                result.changes() == 0
                        ? "everything was there already"
                        : result.changes() + " created or mended");
    }
}
