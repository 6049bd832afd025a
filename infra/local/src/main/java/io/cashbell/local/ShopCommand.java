package io.cashbell.local;

import io.cashbell.local.process.Repository;
import io.cashbell.local.process.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** {@code shop}: everything, until Ctrl-C. */
final class ShopCommand {
    private ShopCommand() {}

    static void run(List<String> arguments) throws Exception {
        var options =
                Options.parse(arguments, Set.of("--fresh"), Set.of("--data", "--port-offset"));
        var ports = Ports.standard(options.portOffset());
        var repository = Repository.root();
        var path =
                options.path("--data")
                        .orElseGet(() -> repository.resolve("infra/local/target/data"));
        try (var running = Running.untilASignal()) {
            var data = running.start(() -> DataFolder.open(path, false));
            new ServiceNotes(data.path()).endThoseLeft();
            // After those that a killed run left behind have given back theirs.
            Memory.refuseTooLittle();
            ports.refuseTaken();
            var shop = new Shop(running, ports, data.path(), repository);
            shop.refuseUnbuilt();
            // Last of all: a start that is refused has destroyed nothing.
            if (options.has("--fresh")) {
                data.empty();
            }
            Files.createDirectories(shop.logs());
            Logging.toFile(shop.logs().resolve("local.log"));
            Console.say("Opening the shop …");
            var adminToken = AdminToken.of(System.getenv(), data.path());
            var owner = ConsoleOwner.of(System.getenv(), data.path());
            shop.open(System.getenv(), adminToken, owner);
            Console.say(welcome(ports, adminToken, owner, data.path(), shop.logs()));
            throw shop.awaitDeath();
        }
    }

    private static String welcome(
            Ports ports, AdminToken adminToken, ConsoleOwner owner, Path data, Path logs) {
        var order = "http://localhost:" + ports.of(Service.ORDER);
        return """

        The shop is open. Ctrl-C stops everything.

          storefront            %s/
          console               %s/admin
          order-service         %s/docs
          payment-service       http://localhost:%d/docs
          notification-service  http://localhost:%d/docs
          gateway sandbox       http://localhost:%d/
          mailbox               http://localhost:%d/

          console sign-in       %s
          admin API token       %s
          data                  %s
          logs                  %s
        """
                .formatted(
                        order,
                        order,
                        order,
                        ports.of(Service.PAYMENT),
                        ports.of(Service.NOTIFICATION),
                        ports.sandbox(),
                        ports.mailbox(),
                        owner.words(),
                        adminToken.whereabouts(),
                        data,
                        logs);
    }
}
