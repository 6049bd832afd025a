package io.cashbell.local;

import io.cashbell.local.process.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;

/** Where everything listens; zeros stand for whatever is free. */
record Ports(int dynamoDb, int sqs, int sns, int smtp, int mailbox, int sandbox, int offset) {

    /**
     * @param offset added to each, for a second shop beside the first
     */
    static Ports standard(int offset) {
        return new Ports(
                8000 + offset,
                9324 + offset,
                9911 + offset,
                2525 + offset,
                8091 + offset,
                8090 + offset,
                offset);
    }

    static Ports free() {
        return new Ports(0, 0, 0, 0, 0, 0, 0);
    }

    int of(Service service) {
        return service.defaultPort() + offset;
    }

    /** Refuses to start when one of them is taken, and says who wanted it. */
    void refuseTaken() {
        var users = new LinkedHashMap<Integer, String>();
        for (var service : Service.values()) {
            users.put(
                    of(service),
                    service == Service.ORDER
                            ? "order-service with storefront and console"
                            : service.module());
        }
        users.put(sandbox, "the gateway sandbox");
        users.put(mailbox, "the mailbox");
        users.put(smtp, "SMTP");
        users.put(dynamoDb, "DynamoDB");
        users.put(sqs, "SQS");
        users.put(sns, "SNS");
        var taken =
                users.entrySet().stream()
                        .filter(each -> isTaken(each.getKey()))
                        .map(each -> "%d (for %s)".formatted(each.getKey(), each.getValue()))
                        .toList();
        if (!taken.isEmpty()) {
            throw new Refusal(
                    "%s in use: %s. Free %s, or add --port-offset N to every port"
                            .formatted(
                                    taken.size() == 1 ? "a port is" : "ports are",
                                    String.join(", ", taken),
                                    taken.size() == 1 ? "it" : "them"));
        }
    }

    private static boolean isTaken(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException taken) {
            return true;
        }
    }
}
