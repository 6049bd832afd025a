package io.cashbell.local.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Topics and subscriptions on disk: one JSON file, replaced as a whole. */
final class TopicsFile {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final @Nullable Path file;

    private TopicsFile(@Nullable Path file) {
        this.file = file;
    }

    /**
     * @param folder absent: nothing is kept
     */
    static TopicsFile in(@Nullable Path folder) throws IOException {
        if (folder == null) {
            return new TopicsFile(null);
        }
        Files.createDirectories(folder);
        return new TopicsFile(folder.resolve("topics.json"));
    }

    Content read() {
        if (file == null || !Files.exists(file)) {
            return new Content(Map.of(), List.of());
        }
        try {
            return JSON.readValue(file.toFile(), Content.class);
        } catch (IOException failure) {
            throw new UncheckedIOException("topics cannot be read from " + file, failure);
        }
    }

    void write(Content content) {
        if (file == null) {
            return;
        }
        try {
            var next = file.resolveSibling(file.getFileName() + ".next");
            JSON.writeValue(next.toFile(), content);
            Files.move(
                    next,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException("topics cannot be written to " + file, failure);
        }
    }

    record Content(
            Map<String, Map<String, String>> topics, List<StoredSubscription> subscriptions) {}

    record StoredSubscription(
            String arn, String topic, String endpoint, Map<String, String> attributes) {}
}
