package io.cashbell.endtoend.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ScreenshotAnimations;
import io.cashbell.endtoend.shop.Folders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One visitor with a window of a certain width. Keeps what the browser complained of, and pictures
 * of what was seen.
 */
public final class Visit implements AutoCloseable {
    private static final int LIMIT_MILLIS = 15_000;
    private static final int BROKEN = 400;

    /** Where a page listens for what becomes of an order. */
    private static final String STREAM = "/events?";

    /** Chromium's own measure; it calls up to 0.1 good. */
    private static final double MOST_SHIFT = 0.1;

    /** Every shift since the page was opened, but for those that followed a press or a click. */
    private static final String SHIFTED =
            """
            () => new Promise((resolve) => {
              let sum = 0;
              const observer = new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
              });
              observer.observe({type: 'layout-shift', buffered: true});
              setTimeout(() => { observer.disconnect(); resolve(sum); }, 20);
            })""";

    private final BrowserContext context;
    private final int width;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> cutStreams = new ArrayList<>();
    private boolean cutsStreams;

    Visit(BrowserContext context, int width) {
        this.context = context;
        this.width = width;
        context.setDefaultTimeout(LIMIT_MILLIS);
        context.onConsoleMessage(this::hear);
        context.onWebError(error -> complaints.add("uncaught " + error.error()));
        context.onRequestFailed(this::failed);
        context.onResponse(this::answered);
        this.page = context.newPage();
    }

    public Page page() {
        return page;
    }

    /** Another window of the same visitor. */
    public Page anotherPage() {
        return context.newPage();
    }

    /** From now on no page gets a stream of events, as behind a proxy that lets none through. */
    public void cutStreams() {
        cutsStreams = true;
        context.route(url -> url.contains(STREAM), Route::abort);
    }

    /** The streams that pages asked for and did not get. */
    public List<String> streamsCut() {
        return List.copyOf(cutStreams);
    }

    public boolean isNarrow() {
        return width < 600;
    }

    /** A picture of the window, and a look at whether the page fits into it. */
    public void see(String name) {
        see(page, name);
    }

    /** All of the page, from its top. */
    public void see(Page seen, String name) {
        seen.evaluate("scrollTo(0, 0)");
        look(seen, name, true);
    }

    /** What is in the window: for what lies over a page. */
    public void seeWindow(String name) {
        look(page, name, false);
    }

    private void look(Page seen, String name, boolean all) {
        seen.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(file(name))
                        .setFullPage(all)
                        .setAnimations(ScreenshotAnimations.DISABLED));
        var wider =
                ((Number)
                                seen.evaluate(
                                        "document.documentElement.scrollWidth"
                                                + " - document.documentElement.clientWidth"))
                        .intValue();
        if (wider > 0) {
            complaints.add(name + " is " + wider + " px wider than its window");
        }
        var shifted = shifted(seen);
        if (shifted > MOST_SHIFT) {
            complaints.add(name + " jumps about: layout shift " + shifted);
        }
    }

    /** How much of the page moved since it was opened, as Chromium measures it. */
    public double shifted() {
        return shifted(page);
    }

    private static double shifted(Page seen) {
        return ((Number) seen.evaluate(SHIFTED)).doubleValue();
    }

    /** What stands between this page and people who do not see, or not well, or use no mouse. */
    public List<String> barriers() {
        return new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .flatMap(
                                rule ->
                                        rule.getNodes().stream()
                                                .map(
                                                        node ->
                                                                page.url()
                                                                        + " "
                                                                        + rule.getId()
                                                                        + ": "
                                                                        + node.getHtml()))
                        .toList();
    }

    /** What the browser complained of so far; nothing, one hopes. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        context.close();
    }

    private Path file(String name) {
        return Folders.target().resolve("screenshots").resolve(name + "-" + width + ".png");
    }

    private void hear(ConsoleMessage message) {
        if (message.type().equals("error") && !isCut(message.location())) {
            complaints.add("console: " + message.text() + " at " + message.location());
        }
    }

    private void failed(Request request) {
        if (isCut(request.url()) && "net::ERR_FAILED".equals(request.failure())) {
            cutStreams.add(request.url());
            return;
        }
        // Whoever leaves a page hangs up on its stream of events.
        var hungUp = request.url().contains(STREAM) && "net::ERR_ABORTED".equals(request.failure());
        if (!hungUp) {
            complaints.add("failed: " + request.url() + " " + request.failure());
        }
    }

    private boolean isCut(String url) {
        return cutsStreams && url.contains(STREAM);
    }

    private void answered(Response response) {
        if (response.status() >= BROKEN) {
            complaints.add(response.status() + ": " + response.url());
        }
    }
}
