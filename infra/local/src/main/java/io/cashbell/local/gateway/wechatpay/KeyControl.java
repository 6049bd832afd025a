package io.cashbell.local.gateway.wechatpay;

import io.cashbell.local.gateway.ControlWords;
import io.cashbell.local.gateway.Json;
import io.cashbell.local.gateway.SandboxClock;
import io.cashbell.local.gateway.SandboxGateway.ControlCommand;
import io.cashbell.local.gateway.http.HttpRefusal;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import io.cashbell.local.gateway.http.Router;
import io.cashbell.local.gateway.wechatpay.KeySet.Mode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Hands the keys over, changes which of them count, and puts new ones in. */
final class KeyControl {
    private static final String KEYS = "/control/wechatpay/keys";

    static final List<ControlCommand> COMMANDS =
            List.of(
                    new ControlCommand(
                            "GET",
                            KEYS,
                            "What a shop needs: the WECHATPAY_… variables, the same keys as PEM,"
                                    + " the mode, and the certificates that are live. Made here,"
                                    + " for here."),
                    new ControlCommand(
                            "PUT",
                            KEYS,
                            "{\"mode\": \"public-key\"}: WeChat signs with its public key, and"
                                    + " certificates cannot be downloaded. {\"mode\":"
                                    + " \"certificate\"}: the other way round. {\"mode\":"
                                    + " \"both\"}: as during a migration; answers are signed by"
                                    + " the key that Wechatpay-Serial asks for, notices by the"
                                    + " one and the other in turn."),
                    new ControlCommand(
                            "POST",
                            KEYS + "/rotate",
                            "The second of the two live certificates signs from now on, a new one"
                                    + " becomes the second, the first is gone."));

    private final KeyRing keys;
    private final SandboxClock clock;

    private record Change(@Nullable String mode) {}

    KeyControl(KeyRing keys, SandboxClock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    void addRoutes(Router router) {
        router.on("GET", KEYS, this::show);
        router.on("PUT", KEYS, this::change);
        router.on(
                "POST",
                KEYS + "/rotate",
                request -> {
                    keys.change(known -> known.rotated(clock.realInstant()));
                    return show(request);
                });
    }

    private Reply change(Request request) {
        try {
            var mode =
                    ControlWords.read(Mode.class, "mode", Json.read(request, Change.class).mode());
            keys.change(known -> known.in(mode));
        } catch (IllegalArgumentException e) {
            throw new HttpRefusal(400, String.valueOf(e.getMessage()));
        }
        return show(request);
    }

    private Reply show(Request request) {
        var now = keys.keys();
        var view = new LinkedHashMap<String, Object>();
        view.put("mode", ControlWords.spelled(now.mode()));
        view.put(
                "variables",
                keys.variables(URI.create("http://" + request.header("Host") + Guard.PREFIX)));
        view.put(
                "merchantPrivateKey",
                Pem.of("PRIVATE KEY", now.merchant().keys().getPrivate().getEncoded()));
        view.put(
                "publicKey", Pem.of("PUBLIC KEY", now.publicKey().keys().getPublic().getEncoded()));
        view.put(
                "certificates",
                now.certificates().stream()
                        .map(
                                key -> {
                                    var certificate = new LinkedHashMap<String, Object>();
                                    certificate.put("serial", key.serial());
                                    certificate.put(
                                            "signs", key.equals(now.certificates().getFirst()));
                                    certificate.put(
                                            "certificate",
                                            PlatformCertificate.pem(
                                                    Objects.requireNonNull(key.certificate())));
                                    return certificate;
                                })
                        .toList());
        return Json.reply(view);
    }
}
