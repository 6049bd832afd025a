package io.cashbell.payment.gateway.wechatpay;

import io.cashbell.payment.Warning;
import io.cashbell.payment.Warnings;
import io.cashbell.payment.gateway.GatewayName;
import io.cashbell.payment.gateway.GatewayResponse;
import io.cashbell.payment.gateway.NoAnswerException;
import io.cashbell.payment.gateway.wechatpay.WechatpaySealedMessages.SealedCertificate;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether an answer or a notice is WeChat Pay's and was made just now. Knows the public key, the
 * platform certificates, or both; of either kind two may be live while one replaces the other.
 *
 * <p>Certificates are downloaded when one is named that is not known, seldom, so that forgers do
 * not make us call WeChat Pay; and once in a while, so that the next is known before it signs. They
 * are kept in this instance alone: each finds them out for itself.
 */
@Singleton
@Requires(bean = WechatpayConfig.class)
class WechatpayTrust {

    static final String SERIAL = "Wechatpay-Serial";
    static final String TIMESTAMP = "Wechatpay-Timestamp";
    static final String NONCE = "Wechatpay-Nonce";
    static final String SIGNATURE = "Wechatpay-Signature";
    static final String SIGNATURE_TYPE = "Wechatpay-Signature-Type";

    private static final String CERTIFICATES = "/v3/certificates";
    private static final String PROBE = "WECHATPAY/SIGNTEST/";
    private static final Pattern SECONDS = Pattern.compile("\\d{10}");
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration BETWEEN_TRIES = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofHours(1);
    private static final Duration ENDS_SOON = Duration.ofDays(3);

    private static final Logger log = LoggerFactory.getLogger(WechatpayTrust.class);

    /** What became of looking at a signature. */
    enum Verdict {
        GENUINE,
        /** A header is missing, or speaks of another kind of signature. */
        UNSIGNED,
        /** WeChat Pay looks whether we look: a signature that is wrong on purpose. */
        PROBE,
        /** More than five minutes old, or ahead. */
        STALE,
        UNKNOWN_KEY,
        FORGED
    }

    private final WechatpayConfig config;
    private final WechatpayAuth auth;
    private final WechatpayWire wire;
    private final Warnings warnings;
    private final Clock clock;
    private final SequencedMap<String, PublicKey> publicKeys;
    private final ReentrantLock downloading = new ReentrantLock();
    private volatile Map<String, X509Certificate> certificates = Map.of();
    private volatile Instant triedAt = Instant.MIN;

    WechatpayTrust(
            WechatpayConfig config,
            WechatpayAuth auth,
            WechatpayWire wire,
            Warnings warnings,
            Clock clock) {
        this.config = config;
        this.auth = auth;
        this.wire = wire;
        this.warnings = warnings;
        this.clock = clock;
        this.publicKeys =
                WechatpayKeys.publicKeys(
                        config.keyMode().hasPublicKey() ? text(config.publicKeyId()) : "",
                        config.keyMode().hasPublicKey() ? text(config.publicKey()) : "");
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** The key that answers should be signed with; empty while none is known. */
    Optional<String> preferred() {
        return publicKeys.isEmpty()
                ? certificates.entrySet().stream()
                        .max(Comparator.comparing(known -> known.getValue().getNotAfter()))
                        .map(Map.Entry::getKey)
                : Optional.of(publicKeys.firstEntry().getKey());
    }

    /**
     * Judges a body by the headers that came with it. May call WeChat Pay, within the connector's
     * time limit.
     */
    Verdict judge(Function<String, Optional<String>> headers, byte[] body) {
        return judge(headers, body, this::find);
    }

    private Verdict judge(
            Function<String, Optional<String>> headers,
            byte[] body,
            Function<String, Optional<PublicKey>> keys) {
        String timestamp = headers.apply(TIMESTAMP).orElse("");
        String nonce = headers.apply(NONCE).orElse("");
        String signature = headers.apply(SIGNATURE).orElse("");
        String serial = headers.apply(SERIAL).orElse("");
        String type = headers.apply(SIGNATURE_TYPE).orElse(WechatpayAuth.SCHEME);
        if (nonce.isEmpty()
                || signature.isEmpty()
                || serial.isEmpty()
                || !type.equals(WechatpayAuth.SCHEME)
                || !SECONDS.matcher(timestamp).matches()) {
            return Verdict.UNSIGNED;
        }
        if (signature.startsWith(PROBE)) {
            return Verdict.PROBE;
        }
        Instant signedAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        if (Duration.between(signedAt, clock.instant()).abs().compareTo(FRESH) > 0) {
            return Verdict.STALE;
        }
        Optional<PublicKey> key = keys.apply(serial);
        if (key.isEmpty()) {
            return Verdict.UNKNOWN_KEY;
        }
        return WechatpayAuth.verify(key.get(), timestamp, nonce, body, signature)
                ? Verdict.GENUINE
                : Verdict.FORGED;
    }

    private Optional<PublicKey> find(String serial) {
        PublicKey publicKey = publicKeys.get(serial);
        if (publicKey != null) {
            return Optional.of(publicKey);
        }
        if (!config.keyMode().hasCertificates()) {
            return Optional.empty();
        }
        Duration since = certificates.containsKey(serial) ? BETWEEN_LOOKS : BETWEEN_TRIES;
        if (isDue(since)) {
            downloading.lock();
            try {
                // Somebody else may have been quicker.
                if (isDue(since)) {
                    download();
                    triedAt = clock.instant();
                }
            } finally {
                downloading.unlock();
            }
        }
        return Optional.ofNullable(certificates.get(serial))
                .filter(this::isValid)
                .map(X509Certificate::getPublicKey);
    }

    private boolean isDue(Duration since) {
        return triedAt.equals(Instant.MIN) || clock.instant().isAfter(triedAt.plus(since));
    }

    private boolean isValid(X509Certificate certificate) {
        Instant now = clock.instant();
        return !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
    }

    /** What is known stays known when this fails. */
    private void download() {
        try {
            GatewayResponse answer =
                    wire.send("certificates", "GET", CERTIFICATES, "", Optional.empty());
            Map<String, X509Certificate> read =
                    answer.status() == 200 ? read(answer.body()) : Map.of();
            // Sealed with a key that WeChat Pay and we alone have, they may vouch for themselves;
            // what the signature adds is that this is not the list of last year.
            Verdict verdict =
                    judge(
                            answer::header,
                            answer.body(),
                            serial ->
                                    Optional.ofNullable(read.get(serial))
                                            .map(X509Certificate::getPublicKey)
                                            .or(() -> Optional.ofNullable(publicKeys.get(serial))));
            if (verdict == Verdict.GENUINE && !read.isEmpty()) {
                certificates = read;
                warnIfTheyEnd();
                return;
            }
            log.atWarn()
                    .addKeyValue("status", answer.status())
                    .addKeyValue("verdict", verdict)
                    .log("WeChat Pay's certificates could not be read");
        } catch (NoAnswerException unknown) {
            log.atWarn().setCause(unknown).log("WeChat Pay's certificates could not be had");
        }
    }

    /** WeChat Pay hands the next one out before the last one ends. */
    private void warnIfTheyEnd() {
        if (endBy(clock.instant().plus(ENDS_SOON))) {
            warnings.notice(Warning.CERTIFICATE_ENDING, GatewayName.WECHATPAY.path());
        }
    }

    /** Whether none of the certificates that were handed out so far holds at {@code moment}. */
    boolean endBy(Instant moment) {
        return certificates.values().stream()
                .allMatch(known -> known.getNotAfter().toInstant().isBefore(moment));
    }

    private Map<String, X509Certificate> read(byte[] body) {
        Map<String, X509Certificate> read = new HashMap<>();
        List<SealedCertificate> sealed =
                WechatpayMessages.read(body).map(SealedCertificate::of).orElse(List.of());
        for (SealedCertificate one : sealed) {
            auth.open(one.resource())
                    .ifPresent(
                            pem -> {
                                X509Certificate certificate = WechatpayKeys.certificate(pem);
                                if (WechatpayKeys.serial(certificate)
                                        .equalsIgnoreCase(one.serialNo())) {
                                    read.put(one.serialNo(), certificate);
                                }
                            });
        }
        return Map.copyOf(read);
    }
}
