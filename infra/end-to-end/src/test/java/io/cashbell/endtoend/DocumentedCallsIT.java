package io.cashbell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cashbell.endtoend.shop.Folders;
import io.cashbell.endtoend.shop.Shop;
import io.cashbell.endtoend.shop.ShopExtension;
import io.cashbell.local.process.Repository;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs the lines of the document for other frontends, as a reader would type them. */
@ExtendWith(ShopExtension.class)
class DocumentedCallsIT {
    private static final Pattern BLOCK =
            Pattern.compile("^```sh\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private final Shop shop;

    DocumentedCallsIT(Shop shop) {
        this.shop = shop;
    }

    @Test
    @Tag("S3-6")
    @Tag("S3-39")
    void everyLineOfTheDocumentRuns() throws Exception {
        assumeTrue(isOnThePath("bash") && isOnThePath("curl"), "there is no bash or no curl");
        String document =
                Files.readString(Repository.root().resolve("order-service/docs/frontends.md"));
        String lines =
                BLOCK.matcher(document)
                        .results()
                        .map(block -> block.group(1))
                        .reduce("", String::concat)
                        .replace("http://localhost:8081", origin());
        assertThat(lines).contains("curl");
        Path said = Folders.fresh("documented-calls").resolve("output.txt");
        ProcessBuilder bash =
                new ProcessBuilder("bash", "-euo", "pipefail", "-c", lines)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile());
        bash.environment().put("ADMIN_API_TOKEN", Shop.ADMIN_API_TOKEN);
        Process run = bash.start();
        try {
            assertThat(run.waitFor(60, TimeUnit.SECONDS)).as("it comes to its end").isTrue();
        } finally {
            run.destroyForcibly();
        }

        String output = Files.readString(said);
        assertThat(run.exitValue()).as(output).isZero();
        assertThat(output).contains("answered 304");
        assertThat(output.lines().filter(line -> line.startsWith("HTTP/1.1 200")))
                .as("the checkout's HEAD")
                .hasSize(1);
        assertThat(output).containsIgnoringCase("cache-control: no-cache, no-store");
        assertThat(output).contains("event: order", "906512345678", "Called; all is well.");
        Matcher last =
                Pattern.compile("\"status\":\"(\\w+)\"")
                        .matcher(output.substring(output.lastIndexOf("{\"orderId\"")));
        assertThat(last.find()).isTrue();
        assertThat(last.group(1)).as("of the order that was paid on arrival").isEqualTo("paid");
    }

    /** A call that no test makes is wrong one day. */
    @Test
    void noOtherDocumentHasACall() throws Exception {
        List<Path> documents;
        try (Stream<Path> files = Files.walk(Repository.root(), 4)) {
            documents =
                    files.filter(file -> file.toString().endsWith(".md"))
                            .filter(file -> !file.toString().contains("/target/"))
                            .toList();
        }
        assertThat(documents).hasSizeGreaterThan(10);
        assertThat(documents)
                .filteredOn(DocumentedCallsIT::hasCall)
                .extracting(file -> Repository.root().relativize(file).toString())
                .containsExactly("order-service/docs/frontends.md");
    }

    private static boolean hasCall(Path document) {
        try {
            return BLOCK.matcher(Files.readString(document))
                    .results()
                    .anyMatch(block -> block.group(1).contains("curl "));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String origin() {
        return shop.order().getScheme() + "://" + shop.order().getAuthority();
    }

    private static boolean isOnThePath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
