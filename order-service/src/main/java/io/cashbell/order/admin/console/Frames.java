package io.cashbell.order.admin.console;

import io.cashbell.order.admin.AdminConfig;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows what each page is drawn with, whatever it shows. */
@Singleton
class Frames {
    private final AdminConfig config;

    Frames(AdminConfig config) {
        this.config = config;
    }

    Page of(HttpRequest<?> request, @Nullable Authentication who) {
        return new Page(
                Languages.of(request),
                config.zone(),
                who == null ? null : who.getName(),
                who == null ? List.of() : who.getRoles(),
                request.getUri().toString(),
                config.passwordSignIn());
    }
}
