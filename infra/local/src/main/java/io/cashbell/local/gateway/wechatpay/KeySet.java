package io.cashbell.local.gateway.wechatpay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All keys at one moment.
 *
 * @param certificates two, both valid: the first signs, the second is the next to
 */
record KeySet(Merchant merchant, PlatformKey publicKey, List<PlatformKey> certificates, Mode mode) {

    /** Which of WeChat's keys counts (section 9). */
    enum Mode {
        /** The public key; certificates cannot be downloaded. */
        PUBLIC_KEY,
        CERTIFICATE,
        /** A merchant between the two: both are in use, and every second notice has the other. */
        BOTH
    }

    KeySet {
        certificates = List.copyOf(certificates);
        if (certificates.size() != 2) {
            throw new IllegalArgumentException("two certificates are live at any time");
        }
    }

    static KeySet make(String mchid, String appid, Instant now) {
        return new KeySet(
                new Merchant(
                        mchid,
                        appid,
                        PlatformCertificate.newSerial().toString(16).toUpperCase(Locale.ROOT),
                        Rsa.newKeyPair(),
                        Sealed.randomText(32)),
                PlatformKey.withId(newPublicKeyId(mchid, now), Rsa.newKeyPair()),
                List.of(PlatformKey.withNewCertificate(now), PlatformKey.withNewCertificate(now)),
                Mode.PUBLIC_KEY);
    }

    /** The certificate that was the next signs from now on; the one that signed is gone. */
    KeySet rotated(Instant now) {
        return new KeySet(
                merchant,
                publicKey,
                List.of(certificates.get(1), PlatformKey.withNewCertificate(now)),
                mode);
    }

    KeySet in(Mode changed) {
        return new KeySet(merchant, publicKey, certificates, changed);
    }

    KeySet of(Merchant changed) {
        return new KeySet(changed, publicKey, certificates, mode);
    }

    /** What signs when nobody asked for a certain one. */
    PlatformKey signing() {
        return mode == Mode.CERTIFICATE ? certificates.getFirst() : publicKey;
    }

    /** The live key of that name, if this mode has it. */
    Optional<PlatformKey> find(String serial) {
        return live().stream().filter(key -> key.serial().equals(serial)).findFirst();
    }

    boolean hasCertificates() {
        return mode != Mode.PUBLIC_KEY;
    }

    private List<PlatformKey> live() {
        var live = new ArrayList<PlatformKey>();
        if (mode != Mode.CERTIFICATE) {
            live.add(publicKey);
        }
        if (hasCertificates()) {
            live.addAll(certificates);
        }
        return live;
    }

    private static String newPublicKeyId(String mchid, Instant now) {
        return "PUB_KEY_ID_01" + mchid + Beijing.COMPACT_DAY.format(Beijing.of(now)) + "00000000";
    }
}
