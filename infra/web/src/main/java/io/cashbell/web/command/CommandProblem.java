package io.cashbell.web.command;

import io.cashbell.web.problem.ProblemType;

/** The refusal that only a command with a key meets. */
public enum CommandProblem implements ProblemType {
    IDEMPOTENCY_KEY_REUSED(
            "idempotency-key-reused", "That idempotency key belongs to another request", 422);

    private final String slug;
    private final String title;
    private final int status;

    CommandProblem(String slug, String title, int status) {
        this.slug = slug;
        this.title = title;
        this.status = status;
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int status() {
        return status;
    }
}
