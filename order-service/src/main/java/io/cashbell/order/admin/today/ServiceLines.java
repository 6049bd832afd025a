package io.cashbell.order.admin.today;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The ways to the other services. */
@Singleton
class ServiceLines {
    private final ServiceLine payment;
    private final ServiceLine notification;

    ServiceLines(TodayConfig config, ObjectMapper json) {
        payment =
                new ServiceLine(
                        "payment-service",
                        Optional.ofNullable(config.paymentApiUrl()),
                        config,
                        json);
        notification =
                new ServiceLine(
                        "notification-service",
                        Optional.ofNullable(config.notificationApiUrl()),
                        config,
                        json);
    }

    ServiceLine payment() {
        return payment;
    }

    ServiceLine notification() {
        return notification;
    }

    @PreDestroy
    void close() {
        payment.close();
        notification.close();
    }
}
