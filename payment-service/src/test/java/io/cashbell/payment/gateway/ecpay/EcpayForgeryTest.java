package io.cashbell.payment.gateway.ecpay;

import static io.cashbell.payment.PaymentFixtures.FIRST;
import static io.cashbell.payment.PaymentFixtures.ORDER;
import static io.cashbell.payment.PaymentFixtures.PAID_AT;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.FORM;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.form;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.notice;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.request;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.signature;
import static io.cashbell.payment.gateway.ecpay.EcpayFixtures.signed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.payment.gateway.GatewayCallback.Reading;
import io.cashbell.payment.gateway.RefusalReason;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Random;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a stranger may do to a notice, and that it does not help. */
class EcpayForgeryTest {

    private final EcpayCallback callback = callback(EcpayFixtures.CONFIG);

    /** Name and value are joined before they are encoded, so one field can pose as two. */
    @Test
    void aSimulatedNoticeCannotHideItsMarkInAnotherField() {
        SequencedMap<String, String> fields = notice(ORDER, FIRST);
        fields.put("SimulatePaid", "1");
        String signature = signature(fields);
        // RtnMsg and its neighbours in sorted order: RtnCode, RtnMsg, SimulatePaid, StoreID.
        fields.put("RtnMsg", fields.get("RtnMsg") + "&SimulatePaid=1");
        fields.remove("SimulatePaid");
        assertThat(signature(fields)).isEqualTo(signature);
        fields.put("CheckMacValue", signature);

        assertRefused(form(fields), FORM, RefusalReason.AMBIGUOUS_VALUE);
    }

    /** The signature is made of lower-cased text: it holds for a name in any case. */
    @Test
    void aSimulatedNoticeCannotHideItsMarkInOtherLetters() {
        SequencedMap<String, String> fields = notice(ORDER, FIRST);
        fields.put("SimulatePaid", "1");
        String body = signed(fields).replace("SimulatePaid=1", "simulatepaid=1");

        assertThat(read(body, FORM))
                .isInstanceOfSatisfying(
                        Reading.Verified.class,
                        verified -> assertThat(verified.notice().simulated()).isTrue());
    }

    /** Else it would be an order that we do not have, and its money recorded nowhere. */
    @Test
    void theOrderIsOursInCapitalsToo() {
        String body = signed(notice(ORDER, FIRST));
        String shouted = body.replace(ORDER.value(), ORDER.value().toUpperCase(Locale.ROOT));
        assertThat(shouted).isNotEqualTo(body);

        assertThat(read(shouted, FORM)).isEqualTo(read(body, FORM));
    }

    @ParameterizedTest
    @CsvSource({
        "TradeAmt, 1",
        "MerchantID, 3002599",
        "MerchantTradeNo, NEVEROPENEDBYUS00003",
        "RtnCode, 2",
        "CustomField1, anotherorder",
        "SimulatePaid, 1",
        "TradeNo, 9999999999999999",
        "PaymentDate, 2026/01/01 10:03:01",
        "card4no, 1111"
    })
    void anyAlteredFieldIsRefused(String name, String value) {
        SequencedMap<String, String> fields = notice(ORDER, FIRST);
        String signature = signature(fields);
        fields.put(name, value);
        fields.put("CheckMacValue", signature);

        assertRefused(form(fields), FORM, RefusalReason.BAD_SIGNATURE);
    }

    @Test
    void aSignatureByAnotherKeyIsRefused() {
        SequencedMap<String, String> fields = notice(ORDER, FIRST);
        fields.put(
                "CheckMacValue",
                EcpayAuth.checkMacValue(
                        fields, "spPjZn66i0OhqJsQ", "hT5OJckN45isQTTs", EcpayAuth.Digest.SHA256));

        assertRefused(form(fields), FORM, RefusalReason.BAD_SIGNATURE);
    }

    @Test
    void aSignatureByTheWeakerDigestIsRefused() {
        SequencedMap<String, String> fields = notice(ORDER, FIRST);
        fields.put(
                "CheckMacValue",
                EcpayAuth.checkMacValue(
                        fields, "pwFHCqoQZGmho4w6", "EkRm7iFT261dpevs", EcpayAuth.Digest.MD5));

        assertRefused(form(fields), FORM, RefusalReason.BAD_SIGNATURE);
    }

    @Test
    void aMissingOrEmptySignatureIsRefused() {
        assertRefused(form(notice(ORDER, FIRST)), FORM, RefusalReason.NO_SIGNATURE);
        assertRefused(
                form(notice(ORDER, FIRST)) + "&CheckMacValue=", FORM, RefusalReason.NO_SIGNATURE);
    }

    @Test
    void aRepeatedNameIsRefusedEvenWithTheRightSignature() {
        String body = signed(notice(ORDER, FIRST));

        assertRefused(body + "&TradeAmt=1200", FORM, RefusalReason.REPEATED_NAME);
        assertRefused("tradeamt=1&" + body, FORM, RefusalReason.REPEATED_NAME);
    }

    /** 10,000 mutants by single bytes, none of them accepted as something else than was signed. */
    @Test
    void noAlteredByteIsEverAccepted() {
        byte[] genuine = signed(notice(ORDER, FIRST)).getBytes(UTF_8);
        Reading accepted = callback.read(request(genuine, FORM));
        Random random = new Random(20260101);
        for (int run = 0; run < 10_000; run++) {
            byte[] mutant = genuine.clone();
            int place = random.nextInt(mutant.length);
            mutant[place] = (byte) (mutant[place] ^ (1 << random.nextInt(7)));
            Reading reading = callback.read(request(mutant, FORM));

            // Percent-encoding has two spellings of a byte, and CheckMacValue is blind to case.
            assertThat(
                            reading instanceof Reading.Refused
                                    || reading.toString().equalsIgnoreCase(accepted.toString()))
                    .as(new String(mutant, UTF_8))
                    .isTrue();
            if (reading instanceof Reading.Verified verified) {
                assertThat(verified.notice().orderId()).as("in any letters").isEqualTo(ORDER);
            }
        }
    }

    @Test
    void aRefusalCostsLessThanAMillisecondOfCpu() {
        byte[] forged =
                signed(notice(ORDER, FIRST)).replace("TradeAmt=1200", "TradeAmt=1").getBytes(UTF_8);
        var threads = ManagementFactory.getThreadMXBean();
        int runs = 2_000;
        for (int warm = 0; warm < runs; warm++) {
            callback.read(request(forged, FORM));
        }

        long before = threads.getCurrentThreadCpuTime();
        for (int run = 0; run < runs; run++) {
            callback.read(request(forged, FORM));
        }
        double millis = (threads.getCurrentThreadCpuTime() - before) / 1e6 / runs;

        assertThat(millis).isLessThan(1.0);
    }

    @Test
    void lowerCaseSignaturesAreRefused() {
        SequencedMap<String, String> fields = notice(ORDER, FIRST);
        fields.put("CheckMacValue", signature(fields).toLowerCase(Locale.ROOT));

        assertRefused(form(fields), FORM, RefusalReason.BAD_SIGNATURE);
    }

    private Reading read(String body, @Nullable String contentType) {
        return callback.read(request(body.getBytes(UTF_8), contentType));
    }

    private void assertRefused(String body, @Nullable String type, RefusalReason reason) {
        assertThat(read(body, type)).isEqualTo(new Reading.Refused(reason));
    }

    private static EcpayCallback callback(EcpayConfig config) {
        return new EcpayCallback(
                new EcpayAuth(config),
                config,
                new EcpayExplainer(config),
                Clock.fixed(PAID_AT, ZoneOffset.UTC));
    }
}
