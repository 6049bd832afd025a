package io.cashbell.local.aws;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.PoisonPill;
import org.apache.pekko.actor.Props;
import org.apache.pekko.http.scaladsl.Http;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.NewMessageData;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.msg.LookupQueue;
import org.elasticmq.msg.SendMessage;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.immutable.List$;
import scala.jdk.javaapi.FutureConverters;
import scala.util.Either;
import scalikejdbc.ConnectionPool$;

/** ElasticMQ: queues and their messages in memory, written through to H2 when there is a folder. */
final class SqsEmulator implements QueueSender, AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** ElasticMQ opens one pool of connections, once in the life of a JVM. */
    private static final AtomicBoolean DATABASE_TAKEN = new AtomicBoolean();

    private final ActorSystem actors;
    private final ActorRef queues;
    private final @Nullable ActorRef store;
    private final Http.ServerBinding binding;
    private final @Nullable String database;

    private SqsEmulator(
            ActorSystem actors,
            ActorRef queues,
            @Nullable ActorRef store,
            Http.ServerBinding binding,
            @Nullable String database) {
        this.actors = actors;
        this.queues = queues;
        this.store = store;
        this.binding = binding;
        this.database = database;
    }

    /**
     * @param port 0 chooses a free one
     * @param folder where queues and messages live, one for the life of this JVM; absent keeps them
     *     in memory
     */
    static SqsEmulator start(int port, @Nullable Path folder, String region, String account)
            throws IOException {
        var actors = ActorSystem.create("sqs", configuration());
        try {
            var database = folder == null ? null : database(folder);
            @Nullable ActorRef store = database == null ? null : store(actors, database);
            var queues =
                    actors.actorOf(
                            Props.create(
                                    QueueManagerActor.class,
                                    new NowProvider(),
                                    StrictSQSLimits$.MODULE$,
                                    Option.apply(store)));
            var builder =
                    SQSRestServerBuilder.withActorSystem(actors)
                            .withQueueManagerActor(queues)
                            .withInterface(Loopback.ADDRESS.getHostAddress())
                            .withPort(port)
                            .withAWSRegion(region)
                            .withAWSAccountId(account);
            builder =
                    port == 0
                            ? builder.withDynamicPort()
                            : builder.withServerAddress(
                                    NodeAddress.apply("http", "localhost", port, ""));
            if (store != null) {
                restore(store, queues);
                builder = builder.withQueueEventListener(store);
            }
            var binding = builder.start().waitUntilStarted();
            return new SqsEmulator(actors, queues, store, binding, database);
        } catch (RuntimeException failure) {
            actors.terminate();
            throw new IOException("ElasticMQ does not start on port " + port, failure);
        }
    }

    URI endpoint() {
        return Loopback.http(binding.localAddress().getPort());
    }

    /** Straight to the queue's actor: a message from a topic does not pass HTTP a second time. */
    @Override
    public CompletionStage<Void> send(String queue, List<QueueMessage> messages) {
        return Patterns.ask(queues, new LookupQueue(queue), LIMIT)
                .thenCompose(
                        found -> {
                            @SuppressWarnings("unchecked")
                            var actor = (Option<ActorRef>) found;
                            if (actor.isEmpty()) {
                                throw new CompletionException(new QueueMissingException(queue));
                            }
                            return CompletableFuture.allOf(
                                    messages.stream()
                                            .map(message -> send(actor.get(), message))
                                            .toArray(CompletableFuture[]::new));
                        });
    }

    /**
     * Does not wait for long polls that are under way, which may take 20 s; what was answered is on
     * disk.
     */
    @Override
    public void close() {
        try {
            await(FutureConverters.asJava(binding.unbind()));
            if (store != null) {
                // The pill is the last that it takes: what came before is written.
                await(Patterns.gracefulStop(store, LIMIT, PoisonPill.getInstance()));
            }
            await(FutureConverters.asJava(actors.terminate()));
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("ElasticMQ does not stop", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            shutDownDatabase();
        }
    }

    private static void await(CompletionStage<?> stage)
            throws InterruptedException, ExecutionException, TimeoutException {
        stage.toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private static CompletableFuture<Object> send(ActorRef queue, QueueMessage message) {
        NewMessageData data = ElasticMqMessages.of(message);
        return Patterns.ask(queue, new SendMessage(data), LIMIT).toCompletableFuture();
    }

    private static Config configuration() {
        return ConfigFactory.parseString(
                        """
                        pekko.actor.guardian-supervisor-strategy = "%s"
                        pekko.loglevel = "WARNING"
                        # The JVM's own hook, in Local, ends everything in the right order.
                        pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                        pekko.http.server.request-timeout = 25 s
                        pekko.http.server.idle-timeout = 120 s
                        pekko.http.server.parsing.max-content-length = 4m
                        pekko.http.server.max-connections = 4096
                        # Two cores are shared with the services: a few threads are enough.
                        pekko.actor.default-dispatcher.fork-join-executor.parallelism-max = 4
                        """
                                .formatted(KeepWorking.class.getName()))
                .withFallback(ConfigFactory.load())
                .resolve();
    }

    private static String database(Path folder) throws IOException {
        if (!DATABASE_TAKEN.compareAndSet(false, true)) {
            throw new IOException("this JVM keeps, or kept, its queues in a folder already");
        }
        Files.createDirectories(folder);
        // Closed by us, after the last message is written, and not by a hook of H2's own.
        // Written at once: with a delay, what was answered just before a kill was lost.
        return "jdbc:h2:file:"
                + folder.toAbsolutePath().resolve("queues")
                + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";
    }

    private static ActorRef store(ActorSystem actors, String database) {
        var config =
                SqlQueuePersistenceConfig.apply(true, "org.h2.Driver", database, "", "", false);
        return actors.actorOf(
                Props.create(SqlQueuePersistenceActor.class, config, List$.MODULE$.empty()));
    }

    private static void restore(ActorRef store, ActorRef queues) throws IOException {
        var restored =
                (Either<?, ?>)
                        Patterns.ask(store, new QueueEvent.Restore(queues), LIMIT)
                                .toCompletableFuture()
                                .join();
        if (restored.isLeft()) {
            throw new IOException(
                    "queues cannot be restored: " + restored.swap().getOrElse(() -> "unknown"));
        }
    }

    private void shutDownDatabase() {
        if (database == null) {
            return;
        }
        ConnectionPool$.MODULE$.closeAll();
        try (var connection = DriverManager.getConnection(database, "", "");
                var statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException failure) {
            throw new IllegalStateException("the queues' database does not close", failure);
        }
    }
}
