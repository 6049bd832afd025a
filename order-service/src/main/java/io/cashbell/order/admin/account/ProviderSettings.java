package io.cashbell.order.admin.account;

import io.cashbell.web.settings.Settings;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The variables that name an OpenID provider, where the console's people sign in. Without an issuer
 * there is none: then no route, no discovery, nothing of it is there.
 */
public final class ProviderSettings {
    /** Every variable of it. */
    public static final Set<String> OWN;

    private static final String ISSUER = "CONSOLE_OIDC_ISSUER";
    private static final String CLIENT_ID = "CONSOLE_OIDC_CLIENT_ID";
    private static final String CLIENT_SECRET = "CONSOLE_OIDC_CLIENT_SECRET";
    private static final String ROLES = "CONSOLE_OIDC_ROLES";
    private static final String ROLE_CLAIM = "CONSOLE_OIDC_ROLE_CLAIM";
    private static final String SCOPES = "CONSOLE_OIDC_SCOPES";
    private static final String NAME = "CONSOLE_OIDC_NAME";

    private static final String FRAMEWORK = "micronaut.security.oauth2.";
    private static final String CLIENT = FRAMEWORK + "clients." + OpenIdProvider.CLIENT + ".";
    private static final int LONGEST_NAME = 60;

    static {
        OWN = Set.of(ISSUER, CLIENT_ID, CLIENT_SECRET, ROLES, ROLE_CLAIM, SCOPES, NAME);
    }

    private ProviderSettings() {}

    /**
     * Notes each fault in {@code settings}; gives the configuration, which is empty without a
     * provider.
     *
     * @param service this service's own address, where the provider sends people back to
     */
    public static Map<String, Object> read(Settings settings, URI service) {
        if (OWN.stream().map(settings::optional).allMatch(Optional::isEmpty)) {
            return Map.of();
        }
        URI issuer = settings.requireUri(ISSUER);
        String id = settings.require(CLIENT_ID);
        String secret = settings.require(CLIENT_SECRET);
        String roles = roles(settings);
        String claim = settings.optional(ROLE_CLAIM, "groups");
        List<String> scopes = scopes(settings);
        String name = settings.optional(NAME, issuer.getHost());
        if (name.length() > LONGEST_NAME) {
            settings.refuse(NAME + " must have at most " + LONGEST_NAME + " characters");
        }
        Map<String, Object> properties = new HashMap<>();
        properties.put(FRAMEWORK + "enabled", true);
        properties.put(
                FRAMEWORK + "callback-uri",
                service.toString().replaceAll("/+$", "") + OpenIdProvider.CALLBACK);
        properties.put(CLIENT + "client-id", id);
        properties.put(CLIENT + "client-secret", secret);
        properties.put(CLIENT + "scopes", scopes);
        properties.put(CLIENT + "openid.issuer", issuer.toString());
        // RFC 7636, section 4.2. Many providers know it and do not say so in their metadata.
        properties.put(CLIENT + "openid.authorization.code-challenge-method", "S256");
        for (String cookie : List.of("state", "openid.nonce", "pkce")) {
            properties.put(FRAMEWORK + cookie + ".cookie.cookie-secure", !settings.isLocal());
        }
        properties.put(ProviderConfig.PREFIX + ".name", name);
        properties.put(ProviderConfig.PREFIX + ".role-claim", claim);
        properties.put(ProviderConfig.PREFIX + ".roles", roles);
        // Two doors are one too many: a password here would outlive somebody's leave there.
        properties.put("admin.password-sign-in", settings.isLocal());
        return properties;
    }

    private static String roles(Settings settings) {
        String given = settings.require(ROLES);
        try {
            if (!given.isEmpty()) {
                ProviderConfig.mapping(given);
            }
        } catch (IllegalArgumentException unreadable) {
            settings.refuse(
                    ROLES
                            + " must be pairs such as shop-owners:owner,shop-staff:operator, each"
                            + " with a role of viewer, operator, finance, owner");
        }
        return given;
    }

    private static List<String> scopes(Settings settings) {
        List<String> scopes = List.of(settings.optional(SCOPES, "openid email").split("[ ,]+"));
        if (!scopes.contains("openid")) {
            settings.refuse(SCOPES + " must have openid among them");
        }
        return scopes;
    }
}
