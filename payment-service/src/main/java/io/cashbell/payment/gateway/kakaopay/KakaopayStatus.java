package io.cashbell.payment.gateway.kakaopay;

import io.cashbell.payment.GatewayReference;
import io.cashbell.payment.Money;
import io.cashbell.payment.gateway.GatewayAnswer;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** KakaoPay's states and codes in our terms. */
final class KakaopayStatus {

    private KakaopayStatus() {}

    /**
     * The states of {@code order}.
     *
     * @param total null where KakaoPay named none: then nothing is believed to be paid
     * @param paidAt when KakaoPay took the money, or else when we heard of it
     * @param open what an open payment is: pending, or what became of it once its page is closed
     */
    static GatewayAnswer of(
            String status,
            String tid,
            @Nullable Money total,
            Instant paidAt,
            Function<String, GatewayAnswer> open) {
        return switch (status) {
            // Given back in part, it was paid before.
            case "SUCCESS_PAYMENT", "PART_CANCEL_PAYMENT" -> paid(status, tid, total, paidAt);
            case "READY",
                    "SEND_TMS",
                    "OPEN_PAYMENT",
                    "SELECT_METHOD",
                    "ARS_WAITING",
                    "AUTH_PASSWORD" ->
                    open.apply(status);
            case "CANCEL_PAYMENT" -> new GatewayAnswer.Declined("given-back", status);
            case "FAIL_AUTH_PASSWORD" ->
                    new GatewayAnswer.Declined("authentication-failed", status);
            case "QUIT_PAYMENT" -> new GatewayAnswer.Declined("abandoned", status);
            case "FAIL_PAYMENT" -> new GatewayAnswer.Declined("refused", status);
            // A key for later payments, and no payment.
            case "ISSUED_SID" -> new GatewayAnswer.Declined("no-payment", status);
            default -> new GatewayAnswer.Unknown("undocumented");
        };
    }

    /** Money, where KakaoPay says whose and how much. */
    static GatewayAnswer paid(String status, String tid, @Nullable Money total, Instant paidAt) {
        if (total == null) {
            return new GatewayAnswer.Unknown(status);
        }
        try {
            return new GatewayAnswer.Paid(new GatewayReference(tid), total, paidAt);
        } catch (IllegalArgumentException noReference) {
            return new GatewayAnswer.Unknown(status);
        }
    }

    /** Why cancel was refused, as refunds spell it; empty where the code leaves the effect open. */
    static String refundRefusal(String code) {
        return switch (code) {
            case "-710", "-711", "-722", "-724", "-725" -> "refused-amount";
            case "-784", "-721" -> "refused-state";
            case "-2", "-400", "-401", "-403", "-404", "-730", "-731", "-732", "-733", "-798" ->
                    "refused";
            default -> "";
        };
    }

    /** Whether it is us that KakaoPay refuses, whatever we ask: key, product, merchant, address. */
    static boolean refusesUs(String code) {
        return switch (code) {
            case "-401", "-403", "-730", "-731", "-732", "-733", "-798", "http-401", "http-403" ->
                    true;
            default -> false;
        };
    }

    /** Why ready was refused, for our log; the buyer is told the same each time. */
    static String refusal(String code) {
        return switch (code) {
            case "-724", "-725", "-722" -> "amount-refused";
            case "-797" -> "limit-exceeded";
            case "-2", "-726" -> "order-data-refused";
            case "-400", "-401", "-403", "-404", "-730", "-731", "-732", "-733", "-798" ->
                    "account-refused";
            default -> "refused";
        };
    }
}
