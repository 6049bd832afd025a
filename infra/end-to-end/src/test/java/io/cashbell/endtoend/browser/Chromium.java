package io.cashbell.endtoend.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.cashbell.endtoend.shop.Folders;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The machine's own Chromium; none is ever downloaded. */
public final class Chromium implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    /** Where its driver is unpacked, once for all: the build's output, not the machine's folder. */
    private static final Path DRIVER = Folders.fresh("playwright");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Where it is: what the variable {@code CHROMIUM} names, or the first on the path. */
    public static Optional<Path> find() {
        var named = Optional.ofNullable(System.getenv("CHROMIUM")).map(Path::of).stream();
        var folders =
                Pattern.compile(Pattern.quote(File.pathSeparator))
                        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                        .map(Path::of)
                        .toList();
        var onPath =
                NAMES.stream()
                        .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)));
        return Stream.concat(named, onPath).filter(Files::isExecutable).findFirst();
    }

    public static Chromium start(Path executable) {
        System.setProperty("playwright.driver.tmpdir", DRIVER.toString());
        var playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            var options =
                    new BrowserType.LaunchOptions()
                            .setExecutablePath(executable)
                            .setArgs(
                                    List.of(
                                            // Builds run as root in containers.
                                            "--no-sandbox",
                                            "--disable-dev-shm-usage",
                                            "--disable-gpu",
                                            "--disable-background-networking",
                                            "--disable-component-update",
                                            "--no-first-run"));
            return new Chromium(playwright, playwright.chromium().launch(options));
        } catch (RuntimeException failure) {
            playwright.close();
            throw failure;
        }
    }

    /**
     * A visitor who was never here before.
     *
     * @param width of the window, in CSS pixels
     */
    public Visit visit(int width) {
        return visit(width, "zh-TW", ColorScheme.LIGHT);
    }

    /**
     * The same, in a language and with a taste in colours.
     *
     * @param locale as BCP 47 writes it
     */
    public Visit visit(int width, String locale, ColorScheme colors) {
        return visit(width, options(width).setLocale(locale).setColorScheme(colors));
    }

    /** A visitor whose browser runs no scripts; their pages cannot be asked what they measure. */
    public Visit visitWithoutScripts(int width) {
        return visit(width, options(width).setLocale("zh-TW").setJavaScriptEnabled(false));
    }

    private Visit visit(int width, Browser.NewContextOptions options) {
        return new Visit(browser.newContext(options), width);
    }

    private static Browser.NewContextOptions options(int width) {
        return new Browser.NewContextOptions()
                .setViewportSize(width, width < 600 ? 844 : 900)
                .setTimezoneId("Asia/Taipei");
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
