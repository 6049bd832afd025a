package io.cashbell.order.admin.console;

import io.cashbell.order.admin.AdminConfig;
import io.cashbell.order.admin.account.ProviderConfig;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page where people sign in: by a password, at the provider, or either. */
@Singleton
class SignInPage {
    static final URI ADDRESS = URI.create("/admin/sign-in");

    static final URI HOME = URI.create("/admin/today");

    private final AdminConfig config;
    private final String provider;
    private final Frames frames;
    private final Views views;

    SignInPage(AdminConfig config, Optional<ProviderConfig> provider, Frames frames, Views views) {
        this.config = config;
        this.provider = provider.map(ProviderConfig::name).orElse("");
        this.frames = frames;
        this.views = views;
    }

    boolean takesPasswords() {
        return config.passwordSignIn();
    }

    /**
     * @param to where they wanted to go
     * @param email as they typed it
     * @param error key of the words that say what was wrong; empty for nothing
     */
    MutableHttpResponse<byte[]> of(
            HttpStatus status,
            HttpRequest<?> request,
            @Nullable String to,
            String email,
            String error) {
        Map<String, Object> values = new HashMap<>();
        Page page = frames.of(request, null);
        String wanted = wayOn(to).toString();
        values.put(
                "page",
                page.at(
                        to == null
                                ? ADDRESS.toString()
                                : ADDRESS + "?to=" + page.parameter(wanted)));
        values.put("to", wanted);
        values.put("email", email);
        values.put("error", error);
        values.put("password", takesPasswords());
        values.put("provider", provider);
        return views.page(status, "sign-in", values);
    }

    /** Only into the console, wherever somebody would like to send our administrators. */
    static URI wayOn(@Nullable String to) {
        if (to == null || !to.matches("/admin(/[\\w./-]*)?(\\?[\\w.&=%+:@-]*)?")) {
            return HOME;
        }
        try {
            return URI.create(to);
        } catch (IllegalArgumentException notAnAddress) {
            return HOME;
        }
    }
}
