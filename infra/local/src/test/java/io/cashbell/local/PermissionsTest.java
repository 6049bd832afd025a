package io.cashbell.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.local.process.Repository;
import io.cashbell.local.process.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each README says that its service's role has to be allowed, against what the code calls. */
class PermissionsTest {
    private static final Pattern TOLD =
            Pattern.compile("(?s)\\n## Permissions\\n(.*?)(\\n## |\\z)");
    private static final Pattern ACTION = Pattern.compile("`(\\w+:\\w+)`");
    private static final Pattern CLIENT =
            Pattern.compile("\\b(DynamoDb|Sns|Sqs|Ses)Client (\\w+)\\b");

    private static final Pattern IMPORT = Pattern.compile("(?m)^import .*$");

    /** Is used by whoever names it. */
    private static final Path STORE = Path.of("infra/messaging", shared("messaging/store"));

    /** Is used by whoever has a topic. */
    private static final Path OUTBOX = Path.of("infra/messaging", shared("messaging/outbox"));

    /** Are used by all. */
    private static final List<Path> COMMON =
            List.of(
                    Path.of("infra/messaging", shared("messaging/consumer")),
                    Path.of("infra/messaging", shared("messaging/redrive")),
                    Path.of("infra/web", shared("web")));

    private static String shared(String room) {
        return "src/main/java/io/cashbell/" + room;
    }

    @ParameterizedTest
    @EnumSource
    void everyServiceSaysWhatItsRoleHasToBeAllowed(Service service) throws IOException {
        var readme = Files.readString(Repository.root().resolve(service.module() + "/README.md"));
        var table = TOLD.matcher(readme);

        assertThat(table.find()).as("there is a table").isTrue();
        assertThat(new TreeSet<>(all(ACTION, table.group(1)).map(told -> told.group(1)).toList()))
                .isEqualTo(called(service));
    }

    private static Set<String> called(Service service) throws IOException {
        var own = sources(Path.of(service.module(), "src/main/java"));
        var used = new ArrayList<>(own);
        for (var room : COMMON) {
            used.addAll(sources(room));
        }
        if (service.variables().stream().anyMatch(name -> name.endsWith("_TOPIC_ARN"))) {
            used.addAll(sources(OUTBOX));
        }
        for (var file : files(STORE)) {
            var type = file.getFileName().toString().replace(".java", "");
            var named = Pattern.compile("\\b" + type + "\\b");
            if (own.stream().anyMatch(source -> named.matcher(source).find())) {
                used.add(Files.readString(file));
            }
        }
        var actions = new TreeSet<String>();
        used.forEach(source -> actions.addAll(actions(source)));
        return actions;
    }

    private static Set<String> actions(String file) {
        var source = IMPORT.matcher(file).replaceAll("");
        var actions = new TreeSet<String>();
        all(CLIENT, source)
                .forEach(
                        client ->
                                all(calls(client.group(2)), source)
                                        .map(call -> call.group(1))
                                        .forEach(
                                                call ->
                                                        actions.addAll(
                                                                actions(client.group(1), call))));
        return actions;
    }

    private static Pattern calls(String client) {
        return Pattern.compile("\\b" + client + "\\s*(?:\\.|::)\\s*(\\w+)");
    }

    /** A transaction is allowed by its parts, a batch of messages by what one of them needs. */
    private static List<String> actions(String client, String call) {
        return switch (call) {
            case "batchExecuteStatement" -> List.of("dynamodb:PartiQLUpdate");
            case "transactWriteItems" -> List.of("dynamodb:PutItem", "dynamodb:UpdateItem");
            default -> {
                var action = call.replaceFirst("(Paginator|Batch)$", "");
                yield List.of(
                        client.toLowerCase(Locale.ROOT)
                                + ":"
                                + Character.toUpperCase(action.charAt(0))
                                + action.substring(1));
            }
        };
    }

    private static Stream<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static List<String> sources(Path folder) throws IOException {
        var sources = new ArrayList<String>();
        for (var file : files(folder)) {
            sources.add(Files.readString(file));
        }
        return sources;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.walk(Repository.root().resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
