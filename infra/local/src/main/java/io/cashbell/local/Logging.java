package io.cashbell.local;

import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * Where this JVM's log goes. To be said before anything logs.
 *
 * <p>The configuration has a name of its own, because this jar shares the class path of other
 * modules' tests with their {@code logback.xml}.
 */
final class Logging {
    private static final String CONFIGURATION = "logback.configurationFile";

    private Logging() {}

    static void toStandardError() {
        configure("io/cashbell/local/logback-stderr.xml");
    }

    static void toFile(Path file) {
        System.setProperty("cashbell.log", file.toString());
        configure("io/cashbell/local/logback-file.xml");
    }

    private static void configure(String resource) {
        if (System.getProperty(CONFIGURATION) == null) {
            System.setProperty(CONFIGURATION, resource);
        }
        // DynamoDB Local logs through Log4j: errors alone, and without a search for Log4j's core.
        System.setProperty(
                "log4j2.loggerContextFactory",
                "org.apache.logging.log4j.simple.SimpleLoggerContextFactory");
        // Here, on one thread: the first loggers are wanted by several at once.
        LoggerFactory.getILoggerFactory();
    }
}
