package io.cashbell.local.gateway.wechatpay;

import io.cashbell.local.gateway.ControlWords;
import io.cashbell.local.gateway.wechatpay.KeySet.Mode;
import java.net.URI;
import java.nio.file.Path;
import java.security.Key;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys in use. They are made when somebody first needs them, because that takes a moment, and
 * kept in the data folder; without one, all sandboxes of this process have the same.
 */
final class KeyRing {
    static final String FILE = "wechatpay-keys.json";
    static final String VARIABLES_FILE = "wechatpay.env";

    /** A folder for the keys alone, which others may read too. */
    static final String KEYS_FOLDER = "WECHATPAY_SANDBOX_KEYS";

    private static final String MCHID = "1900000109";
    private static final String APPID = "wxd678efh567hg6787";

    private final @Nullable Path folder;
    private final Wishes wishes;
    private @Nullable KeySet keys;

    /** What the caller says; null leaves it as it is. */
    private record Wishes(@Nullable String mchid, @Nullable String appid, @Nullable Mode mode) {}

    /** Made once for all that keep nothing; their time does not matter. */
    @SuppressWarnings("TimeInStaticInitializer")
    private static final class Unkept {
        private static final KeySet KEYS = KeySet.make(MCHID, APPID, Instant.now());
    }

    private KeyRing(@Nullable Path folder, Wishes wishes) {
        this.folder = folder;
        this.wishes = wishes;
    }

    /**
     * @param dataFolder null: nothing is kept
     * @param environment WECHATPAY_MCH_ID and WECHATPAY_APP_ID name the merchant,
     *     WECHATPAY_SANDBOX_MODE the {@link Mode}, WECHATPAY_SANDBOX_KEYS another folder
     */
    static KeyRing ofEnvironment(@Nullable Path dataFolder, Map<String, String> environment) {
        var mode = text(environment, "WECHATPAY_SANDBOX_MODE");
        var own = text(environment, KEYS_FOLDER);
        return new KeyRing(
                own == null ? dataFolder : Path.of(own),
                new Wishes(
                        text(environment, "WECHATPAY_MCH_ID"),
                        text(environment, "WECHATPAY_APP_ID"),
                        mode == null
                                ? null
                                : ControlWords.read(Mode.class, "WECHATPAY_SANDBOX_MODE", mode)));
    }

    synchronized KeySet keys() {
        if (keys == null) {
            keys = begin();
        }
        return keys;
    }

    synchronized KeySet change(UnaryOperator<KeySet> change) {
        var changed = change.apply(keys());
        if (folder != null) {
            new KeyFile(folder.resolve(FILE)).write(changed);
        }
        keys = changed;
        return changed;
    }

    /**
     * What a shop must be told to use this sandbox: ids as they are, keys as one line of Base64
     * (PKCS#8 and X.509).
     *
     * @param baseUrl where a shop finds the sandbox
     */
    Map<String, String> variables(URI baseUrl) {
        var now = keys();
        var merchant = now.merchant();
        var variables = new LinkedHashMap<String, String>();
        variables.put("WECHATPAY_BASE_URL", baseUrl.toString());
        variables.put("WECHATPAY_MCH_ID", merchant.mchid());
        variables.put("WECHATPAY_APP_ID", merchant.appid());
        variables.put("WECHATPAY_SERIAL", merchant.serial());
        variables.put("WECHATPAY_PRIVATE_KEY", base64(merchant.keys().getPrivate()));
        variables.put("WECHATPAY_API_V3_KEY", merchant.apiV3Key());
        variables.put("WECHATPAY_KEY_MODE", ControlWords.spelled(now.mode()));
        variables.put("WECHATPAY_PUBLIC_KEY_ID", now.publicKey().serial());
        variables.put("WECHATPAY_PUBLIC_KEY", base64(now.publicKey().keys().getPublic()));
        return variables;
    }

    /** Writes them down where whoever starts a shop finds them, if there is a data folder. */
    void publish(Map<String, String> variables) {
        if (folder != null) {
            KeyFile.write(folder.resolve(VARIABLES_FILE), lines(variables));
        }
    }

    /** Each in a file of its own, by the variable's name: what {@code NAME_FILE} may point at. */
    void handOver(Map<String, String> variables) {
        var kept = Objects.requireNonNull(folder);
        variables.forEach((name, value) -> KeyFile.write(kept.resolve(name), value));
    }

    private KeySet begin() {
        if (folder == null) {
            return wished(Unkept.KEYS);
        }
        var file = new KeyFile(folder.resolve(FILE));
        var stored = file.read();
        var begun = wished(stored.orElseGet(() -> KeySet.make(MCHID, APPID, Instant.now())));
        if (stored.isEmpty()) {
            file.write(begun);
        }
        return begun;
    }

    private KeySet wished(KeySet known) {
        var merchant = known.merchant();
        return known.of(
                        new Merchant(
                                wishes.mchid() == null ? merchant.mchid() : wishes.mchid(),
                                wishes.appid() == null ? merchant.appid() : wishes.appid(),
                                merchant.serial(),
                                merchant.keys(),
                                merchant.apiV3Key()))
                .in(wishes.mode() == null ? known.mode() : wishes.mode());
    }

    private static String lines(Map<String, String> variables) {
        return variables.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static String base64(Key key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    private static @Nullable String text(Map<String, String> environment, String name) {
        var text = environment.getOrDefault(name, "").strip();
        return text.isEmpty() ? null : text;
    }
}
