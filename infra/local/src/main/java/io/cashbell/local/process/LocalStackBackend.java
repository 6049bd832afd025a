package io.cashbell.local.process;

import java.util.LinkedHashMap;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** LocalStack in a container, where there is Docker. {@code AWS_EMULATOR_IMAGE} names another. */
final class LocalStackBackend implements Backend {
    /** The last that asks for no token. */
    private static final String IMAGE = "localstack/localstack:4.14.0";

    /** Looked up once: without a network it takes minutes to find out. */
    private static final Optional<String> MISSING = find();

    private final LocalStackContainer container;
    private final EmulatorProcess mail;
    private final Endpoints endpoints;

    LocalStackBackend() {
        container = new LocalStackContainer(image()).withServices("dynamodb", "sqs", "sns");
        container.start();
        mail = EmulatorProcess.startMail();
        var aws = new LinkedHashMap<String, String>();
        aws.put("AWS_REGION", Endpoints.REGION);
        aws.put("AWS_ACCESS_KEY_ID", container.getAccessKey());
        aws.put("AWS_SECRET_ACCESS_KEY", container.getSecretKey());
        var endpoint = container.getEndpoint().toString();
        aws.put("AWS_ENDPOINT_URL_DYNAMODB", endpoint);
        aws.put("AWS_ENDPOINT_URL_SQS", endpoint);
        aws.put("AWS_ENDPOINT_URL_SNS", endpoint);
        endpoints = new Endpoints(aws, mail.endpoints().smtp(), mail.endpoints().mailbox());
    }

    /** Fetches the image where it is not there yet. */
    static Optional<String> missing() {
        return MISSING;
    }

    private static Optional<String> find() {
        try {
            if (!DockerClientFactory.instance().isDockerAvailable()) {
                return Optional.of("backend localstack: there is no Docker on this machine");
            }
            // Docker that has no image and can fetch none is as good as no Docker.
            var _ = new RemoteDockerImage(image()).get();
            return Optional.empty();
        } catch (RuntimeException notToBeHad) {
            // Nothing of LocalStack has run yet; Testcontainers says it by many a type.
            return Optional.of(
                    "backend localstack: there is Docker, but it cannot have %s: %s"
                            .formatted(image().asCanonicalNameString(), notToBeHad));
        }
    }

    @Override
    public String name() {
        return "localstack";
    }

    @Override
    public Resources provision(String shop) {
        return ProvisionProcess.run(endpoints, shop);
    }

    @Override
    public void close() {
        container.stop();
        mail.close();
    }

    private static DockerImageName image() {
        return DockerImageName.parse(System.getenv().getOrDefault("AWS_EMULATOR_IMAGE", IMAGE))
                .asCompatibleSubstituteFor("localstack/localstack");
    }
}
