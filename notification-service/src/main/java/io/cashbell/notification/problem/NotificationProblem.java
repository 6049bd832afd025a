package io.cashbell.notification.problem;

import io.cashbell.web.problem.ProblemType;

/** The refusals of this service; clients branch on the slug alone. */
public enum NotificationProblem implements ProblemType {
    NOTIFICATION_NOT_FOUND("notification-not-found", "There is no such mail", 404),
    NOT_RESENDABLE("notification-not-resendable", "This mail cannot be sent again now", 409),
    ADDRESS_NOT_SUPPRESSED("address-not-suppressed", "This address is not suppressed", 404);

    private final String slug;
    private final String title;
    private final int status;

    NotificationProblem(String slug, String title, int status) {
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
