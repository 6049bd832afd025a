package io.cashbell.local.provision;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Makes what a {@link Topology} says exist. Doing it again changes nothing; what is there and
 * differs is mended, nothing is ever taken away.
 */
public final class Provisioner {
    private final AwsClients clients;

    Provisioner(AwsClients clients) {
        this.clients = clients;
    }

    /** At the AWS that the environment of this process names. */
    public static Result provision(Topology topology) {
        try (var clients = AwsClients.ofEnvironment()) {
            return new Provisioner(clients).make(topology);
        }
    }

    /**
     * At the AWS that these variables name.
     *
     * @param aws the standard AWS variables that name the AWS to provision
     */
    public static Result provision(Topology topology, Map<String, String> aws) {
        try (var clients = AwsClients.of(aws)) {
            return new Provisioner(clients).make(topology);
        }
    }

    Result make(Topology topology) {
        var tables =
                CompletableFuture.supplyAsync(
                        () -> new Tables(clients.dynamoDb()).provision(topology.tables()));
        var queues = new Queues(clients.sqs());
        var topics = new TopicsAndSubscriptions(clients.sns(), queues);
        var variables = new TreeMap<String, String>();
        variables.putAll(queues.provision(topology.queues()));
        variables.putAll(topics.provision(topology.topics(), topology.subscriptions()));
        topology.tables().forEach(table -> variables.put(table.variable(), table.name()));
        var changes = tables.join() + queues.changes() + topics.changes();
        return new Result(variables, changes);
    }

    /**
     * What is there now.
     *
     * @param variables the name, ARN or URL of everything, by the variable that carries it
     * @param changes how many things were created or mended; 0 when all was there
     */
    public record Result(Map<String, String> variables, int changes) {}
}
