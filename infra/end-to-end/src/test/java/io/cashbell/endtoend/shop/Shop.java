package io.cashbell.endtoend.shop;

import io.cashbell.local.process.EmulatorProcess;
import io.cashbell.local.process.FreePort;
import io.cashbell.local.process.Resources;
import io.cashbell.local.process.Service;
import io.cashbell.local.process.ServiceProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Emulators, sandbox and the three services, each a process of its own on a port that was free. The
 * services are told everything by environment variables and keep the product's defaults, but for
 * pauses that a test would only wait for.
 */
public final class Shop implements AutoCloseable {
    /** Who gets the mails. */
    public static final String OWNER = "owner@teashop.example";

    /** Lets the services, and tests that play the owner, into the administration. */
    public static final String ADMIN_API_TOKEN = "end-to-end-" + UUID.randomUUID();

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** Shorter than the 15 s after which a service leaves undone what it has begun. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(12);

    private static final Map<String, String> HURRY =
            Map.of(
                    "MESSAGING_RETRY_BASE", "100ms",
                    "MESSAGING_SWEEP_EVERY", "500ms",
                    "MESSAGING_SWEEP_AFTER", "2s",
                    "MESSAGING_MARK_PACE", "50ms",
                    "MESSAGING_DELETE_PACE", "1s",
                    "MESSAGING_VISIBILITY", "6s",
                    "MESSAGING_LONG_POLL", "2s",
                    "NOTIFICATION_LEASE", "4s",
                    "NOTIFICATION_RETRY_SWEEP", "1s");

    /** The owner's, until they have chosen another one. */
    public static final String FIRST_PASSWORD = "one-time-password-of-the-owner";

    /** Decides what the notification service hears of, and what it makes of it. */
    private static final Map<String, String> NOTIFIED = Map.of("NOTIFICATION_BUYER_MAILS", "true");

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
    private final Path folder;
    private final Resources resources;
    private final Mailbox mailbox;
    private final GatewayProcess gateway;
    private final SnsClient sns;
    private final SqsClient sqs;
    private String ownersPassword = FIRST_PASSWORD;

    private Shop(Path folder) {
        this.folder = folder;
        // A build that is cut off leaves no services behind.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "close-shop"));
        try {
            var emulators = opened(EmulatorProcess.start(inMemory()));
            resources = emulators.provision("shop", NOTIFIED);
            mailbox = new Mailbox(resources.mailbox(), OWNER);
            sns = opened(sns());
            sqs = opened(sqs());
            gateway = opened(GatewayProcess.start(folder.resolve("sandbox.log")));
            openServices();
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /**
     * @param folder where its logs are
     */
    public static Shop open(Path folder) {
        return new Shop(folder);
    }

    /** What lets the owner into the console now. */
    public String ownersPassword() {
        return ownersPassword;
    }

    /** Another password than the first one, which the owner is made to choose. */
    public String chooseOwnersPassword() {
        ownersPassword = "a password of the owner's own";
        return ownersPassword;
    }

    /** Where buyers call: the storefront's pages and the order service's API. */
    public URI order() {
        return uri(Service.ORDER);
    }

    public URI payment() {
        return uri(Service.PAYMENT);
    }

    public URI uri(Service service) {
        return process(service).uri();
    }

    public SandboxControl sandbox() {
        return new SandboxControl(gateway.uri());
    }

    public Mailbox mailbox() {
        return mailbox;
    }

    public ServiceLog log(Service service) {
        return new ServiceLog(process(service).log());
    }

    /** Hears what the order service tells from now on. */
    public Tap tapOrderEvents() {
        return tap("ORDER_EVENTS_TOPIC_ARN");
    }

    /** Hears what the payment service tells from now on. */
    public Tap tapPaymentEvents() {
        return tap("PAYMENT_EVENTS_TOPIC_ARN");
    }

    /** The queue that a service reads. */
    public Queue queue(Service service) {
        return new Queue(sqs, resources.get(service.name() + "_QUEUE_URL"));
    }

    /** Where messages go that a service could not handle. */
    public Queue deadLetters(Service service) {
        return new Queue(sqs, resources.get(service.name() + "_QUEUE_DEAD_LETTERS_URL"));
    }

    /** SIGKILL: no goodbye. Returns when it is gone. */
    public void kill(Service service) {
        process(service).kill();
    }

    /** SIGTERM. Returns when it is gone, which must not take as long as giving up would. */
    public void stop(Service service) {
        var process = process(service);
        process.askToStop();
        Poll.until(STOP_LIMIT, service + " has ended", () -> !process.isAlive());
    }

    /** Starts a service that is gone, at its old address; does not wait. */
    public void startAgain(Service service) {
        process(service).restart();
    }

    public void awaitReady() {
        services.values().forEach(service -> service.awaitReady(START_LIMIT));
    }

    /** Waits until no message lies before a service or is in its hands. */
    public void awaitQuiet(Duration limit) {
        Poll.until(
                limit,
                "all queues are empty",
                () ->
                        Arrays.stream(Service.values())
                                .allMatch(service -> queue(service).size() == 0));
    }

    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception failure) {
                throw new IllegalStateException("the shop does not close", failure);
            }
        }
    }

    private void openServices() {
        var ports = new EnumMap<Service, Integer>(Service.class);
        for (var service : Service.values()) {
            ports.put(service, FreePort.find());
        }
        var wechatPay = sandbox().wechatPay();
        for (var service : Service.values()) {
            var start =
                    ServiceProcess.Start.of(service, folder.resolve(service.module() + ".log"))
                            .with(resources.environmentOf(service))
                            .with(environment(service, ports, wechatPay))
                            .with(HURRY)
                            .on(ports.getOrDefault(service, 0));
            services.put(service, opened(ServiceProcess.start(start)));
        }
        awaitReady();
    }

    private Map<String, String> environment(
            Service service, Map<Service, Integer> ports, Map<String, String> wechatPay) {
        var environment = new LinkedHashMap<String, String>();
        var order = "http://localhost:" + ports.get(Service.ORDER);
        environment.put("ORDER_PUBLIC_URL", order);
        environment.put("PAYMENT_PUBLIC_URL", "http://localhost:" + ports.get(Service.PAYMENT));
        environment.put("STOREFRONT_URL", order);
        environment.put("ADMIN_API_TOKEN", ADMIN_API_TOKEN);
        switch (service) {
            case ORDER -> {
                environment.put("ECPAY_MERCHANT_ID", Merchant.PUBLIC_TEST.id());
                environment.put("WECHATPAY_MCH_ID", wechatPay.get("WECHATPAY_MCH_ID"));
                environment.put(
                        "ORDER_NOTIFICATION_API_URL",
                        "http://localhost:" + ports.get(Service.NOTIFICATION));
                environment.put("CONSOLE_OWNER_EMAIL", OWNER);
                environment.put("CONSOLE_FIRST_PASSWORD", FIRST_PASSWORD);
            }
            case PAYMENT -> {
                environment.put("ECPAY_MERCHANT_ID", Merchant.PUBLIC_TEST.id());
                environment.put("ECPAY_HASH_KEY", Merchant.PUBLIC_TEST.hashKey());
                environment.put("ECPAY_HASH_IV", Merchant.PUBLIC_TEST.hashIv());
                environment.put("ECPAY_BASE_URL", gateway.uri() + "/ecpay");
                environment.put("KAKAOPAY_BASE_URL", gateway.uri() + "/kakaopay");
                environment.putAll(wechatPay);
            }
            case NOTIFICATION -> {
                environment.put("ADMIN_EMAILS", OWNER);
                environment.put("MAIL_FROM", "shop@teashop.example");
                environment.putAll(NOTIFIED);
            }
        }
        return environment;
    }

    private Tap tap(String topic) {
        return new Tap(sns, sqs, resources.get(topic), "tap-" + UUID.randomUUID());
    }

    private ServiceProcess process(Service service) {
        var process = services.get(service);
        if (process == null) {
            throw new IllegalStateException(service + " was not started");
        }
        return process;
    }

    private EmulatorProcess.Options inMemory() {
        var mails = Folders.create(folder.resolve("tmp"));
        return new EmulatorProcess.Options(
                Optional.empty(),
                true,
                List.of(
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + mails));
    }

    private SnsClient sns() {
        return SnsClient.builder()
                .region(Region.of(aws("AWS_REGION")))
                .credentialsProvider(credentials())
                .endpointOverride(URI.create(aws("AWS_ENDPOINT_URL_SNS")))
                .build();
    }

    private SqsClient sqs() {
        return SqsClient.builder()
                .region(Region.of(aws("AWS_REGION")))
                .credentialsProvider(credentials())
                .endpointOverride(URI.create(aws("AWS_ENDPOINT_URL_SQS")))
                .build();
    }

    private StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(aws("AWS_ACCESS_KEY_ID"), aws("AWS_SECRET_ACCESS_KEY")));
    }

    private String aws(String variable) {
        return Objects.requireNonNull(resources.endpoints().aws().get(variable), variable);
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }
}
