package io.cashbell.payment.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.web.settings.Settings;
import io.micronaut.context.env.PropertySourcePropertyResolver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file holds reaches the records that application.yml has no line for. */
class SettingsInFilesTest {

    @ParameterizedTest
    @CsvSource({
        "RECONCILIATION_GRACE, 90s, reconciliation.grace",
        "RECONCILIATION_LOOKS_SOON, 2m, reconciliation.looks.soon",
        "DAILY_CLOSE_SECOND_LOOK, 5, daily-close.second-look",
        "QUERY_PACE_LONGEST_WAIT, 10s, query-pace.longest-wait",
        "REFUNDS_AT_ONCE, 4, refunds.at-once"
    })
    void aValueMayLieInAFile(String name, String value, String property, @TempDir Path folder)
            throws Exception {
        Path file = Files.writeString(folder.resolve(name), value + "\n");
        Map<String, String> variables = new HashMap<>();
        variables.put("AWS_REGION", "ap-northeast-1");
        variables.put(name + "_FILE", file.toString());
        Settings settings = Settings.of(variables);
        PaymentSettings.check(settings);

        assertThat(settings.problems()).isEmpty();
        var properties = new PropertySourcePropertyResolver(PaymentSettings.properties(settings));
        assertThat(properties.getProperty(property, String.class)).hasValue(value);
    }
}
