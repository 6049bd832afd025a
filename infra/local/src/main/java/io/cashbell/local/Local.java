package io.cashbell.local;

import java.util.Arrays;
import java.util.List;

/** The shop on one machine: what {@code java -jar local.jar} does. */
public final class Local {
    private static final String HELP =
            """
            Usage: infra/local/run [options]                 the whole shop, until Ctrl-C
                   java -jar local.jar emulators [options]   AWS and mail alone
                   java -jar local.jar sandbox [options]     the payment gateways alone
                   java -jar local.jar provision [--name N] [--all]
                                                            tables, topics and queues, at the AWS of AWS_ENDPOINT_URL

              --data DIR       where everything is kept (default: infra/local/target/data for the shop;
                               emulators and sandbox keep nothing without it)
              --fresh          empty it first
              --port-offset N  add N to every port
              --name N         what the names of all that is provisioned end in (default: those of the laptop)
              --all            print the variables of dead-letter queues too, which no service takes
              --help           this text
            """;

    private Local() {}

    public static void main(String[] arguments) {
        try {
            run(Arrays.asList(arguments));
            System.exit(0);
        } catch (StoppedException signal) {
            // The exit code is the signal's.
            System.exit(0);
        } catch (Refusal refusal) {
            Console.warn(refusal.line());
            System.exit(refusal.exitCode());
        } catch (Exception failure) {
            Console.warn("does not start: " + reason(failure));
            System.exit(1);
        }
    }

    private static void run(List<String> arguments) throws Exception {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            Console.say(HELP.stripTrailing());
            return;
        }
        var named = !arguments.isEmpty() && !arguments.getFirst().startsWith("-");
        var command = named ? arguments.getFirst() : "shop";
        var rest = named ? arguments.subList(1, arguments.size()) : arguments;
        if (!command.equals("shop")) {
            Logging.toStandardError();
        }
        switch (command) {
            case "shop" -> ShopCommand.run(rest);
            case "emulators" -> EmulatorsCommand.run(rest);
            case "sandbox" -> SandboxCommand.run(rest);
            case "provision" -> ProvisionCommand.run(rest);
            default ->
                    throw new Refusal(
                            Refusal.USAGE,
                            "unknown command " + command + "; --help tells what there is");
        }
    }

    /** What went wrong and what lies at its bottom, on one line. */
    private static String reason(Throwable failure) {
        var bottom = failure;
        while (bottom.getCause() != null) {
            bottom = bottom.getCause();
        }
        return failure.getCause() == null
                ? failure.toString()
                : failure.getMessage() + ": " + bottom;
    }
}
