package io.cashbell.endtoend.browser;

import com.microsoft.playwright.Page;

/** A visitor who has no mouse. */
public final class Keyboard {
    private static final int MOST_STEPS = 80;

    private final Page page;

    public Keyboard(Page page) {
        this.page = page;
    }

    /** Forwards until the focus is there. */
    public void tabTo(String selector) {
        step("Tab", selector);
    }

    /** Backwards until the focus is there. */
    public void backTo(String selector) {
        step("Shift+Tab", selector);
    }

    public void fill(String selector, String text) {
        tabTo(selector);
        page.keyboard().type(text);
    }

    public void press(String key) {
        page.keyboard().press(key);
    }

    private void step(String key, String selector) {
        for (var i = 0; i < MOST_STEPS; i++) {
            if (isAt(selector)) {
                return;
            }
            page.keyboard().press(key);
        }
        throw new AssertionError(
                "%s is not reached by %s in %d steps".formatted(selector, key, MOST_STEPS));
    }

    private boolean isAt(String selector) {
        return Boolean.TRUE.equals(
                page.evaluate("selector => document.activeElement?.matches(selector)", selector));
    }
}
