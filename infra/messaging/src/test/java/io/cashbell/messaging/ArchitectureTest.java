package io.cashbell.messaging;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(
        packages = "io.cashbell.messaging",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final Pattern BUSINESS =
            Pattern.compile(
                    "order-|orderId|Order[A-Z]|[Pp]ayment|\\bpaid\\b|[Bb]uyer|\\bshop|[Rr]efund");

    @ArchTest
    static final ArchRule ROOMS_DO_NOT_DEPEND_ON_EACH_OTHER_IN_CIRCLES =
            slices().matching("io.cashbell.messaging.(*)..").should().beFreeOfCycles();

    @Test
    void theLibraryKnowsNoBusinessWord() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(Files::isRegularFile))
                    .allSatisfy(
                            file ->
                                    assertThat(
                                                    BUSINESS.matcher(Files.readString(file))
                                                            .results()
                                                            .map(found -> found.group()))
                                            .as(file.toString())
                                            .isEmpty());
        }
    }
}
