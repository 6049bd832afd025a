package io.cashbell.payment.problem;

import io.cashbell.web.problem.ProblemType;

/** The refusals that only the owner meets. */
public enum AdminProblem implements ProblemType {
    CALLBACK_NOT_FOUND("callback-not-found", "There is no such callback", 404),
    DISPUTE_NOT_FOUND("dispute-not-found", "There is no such dispute", 404),
    CALLBACK_NOT_REPLAYABLE(
            "callback-not-replayable", "This callback cannot be settled again", 409);

    private final String slug;
    private final String title;
    private final int status;

    AdminProblem(String slug, String title, int status) {
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
