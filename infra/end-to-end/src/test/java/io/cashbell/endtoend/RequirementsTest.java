package io.cashbell.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.endtoend.shop.Folders;
import io.cashbell.local.process.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Writes which requirement is shown by which test, and which are open, to {@code
 * target/requirements.md}. A test says what it shows by its tag; the rows are in {@code
 * requirements.tsv}.
 */
class RequirementsTest {
    private static final Pattern TAGGED =
            Pattern.compile("@Tag\\(\"(S\\d-\\d+)\"\\)|\\b(?:void|class) (\\w+)");

    private record Row(String id, String must, String what, String how, String document) {
        static Row of(String line) {
            String[] cells = line.split("\t", -1);
            return new Row(cells[0], cells[1], cells[2], cells[3], cells[4]);
        }
    }

    @Test
    void everyRowIsShownByATestOrADocumentOrStandsAmongTheOpenOnes() throws IOException {
        Path root = Repository.root();
        List<Row> rows = rows();
        Map<String, Set<String>> tests = tests(root);
        assertThat(rows).extracting(Row::id).doesNotHaveDuplicates();
        assertThat(rows).extracting(Row::id).as("tags name rows").containsAll(tests.keySet());
        assertThat(rows)
                .filteredOn(row -> !row.document().isEmpty())
                .as("documents are there, and no test says the same")
                .allMatch(row -> Files.exists(root.resolve(row.document())))
                .noneMatch(row -> tests.containsKey(row.id()));

        List<String> open = new ArrayList<>();
        List<String> met = new ArrayList<>();
        for (Row row : rows) {
            Set<String> by = tests.getOrDefault(row.id(), new TreeSet<>());
            if (!row.document().isEmpty()) {
                by.add(row.document());
            }
            String start = "| " + row.id() + " | " + row.what() + " | ";
            if (by.isEmpty()) {
                open.add(start + row.how() + " |");
            } else {
                met.add(start + String.join("<br>", by) + " |");
            }
        }
        String heads = "\n\n| id | what | %s |\n| --- | --- | --- |\n";
        Files.writeString(
                Folders.target().resolve("requirements.md"),
                "# Requirements\n\n%d of %d are met.\n\n## Met".formatted(met.size(), rows.size())
                        + heads.formatted("by")
                        + String.join("\n", met)
                        + "\n\n## Open"
                        + heads.formatted("to be shown by")
                        + String.join("\n", open)
                        + "\n");
        System.out.printf("%d of %d requirements are met%n", met.size(), rows.size());
    }

    private static List<Row> rows() throws IOException {
        try (var tsv =
                Objects.requireNonNull(
                        RequirementsTest.class.getResourceAsStream("/requirements.tsv"))) {
            return new String(tsv.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> line.matches("S\\d-\\d+\t.*"))
                    .map(Row::of)
                    .toList();
        }
    }

    /** By requirement, the tests that carry its tag. */
    private static Map<String, Set<String>> tests(Path root) throws IOException {
        Map<String, Set<String>> tests = new TreeMap<>();
        for (String part :
                List.of("order-service", "payment-service", "notification-service", "infra")) {
            try (var files = Files.walk(root.resolve(part))) {
                for (Path file : files.filter(RequirementsTest::isTestSource).toList()) {
                    note(file, tests);
                }
            }
        }
        return tests;
    }

    private static boolean isTestSource(Path file) {
        String path = file.toString();
        return path.endsWith(".java") && path.contains("/src/test/java/");
    }

    private static void note(Path file, Map<String, Set<String>> tests) throws IOException {
        String name = file.getFileName().toString().replace(".java", "");
        List<String> pending = new ArrayList<>();
        Matcher found = TAGGED.matcher(Files.readString(file));
        while (found.find()) {
            if (found.group(1) != null) {
                pending.add(found.group(1));
                continue;
            }
            String test = found.group(2).equals(name) ? name : name + "." + found.group(2);
            pending.forEach(id -> tests.computeIfAbsent(id, _ -> new TreeSet<>()).add(test));
            pending.clear();
        }
    }
}
