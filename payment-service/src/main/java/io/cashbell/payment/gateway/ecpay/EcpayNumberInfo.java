package io.cashbell.payment.gateway.ecpay;

import io.cashbell.payment.gateway.ecpay.EcpayMessages.Issued;
import java.util.Map;
import java.util.Optional;

/**
 * The number that a buyer was given to pay with: the answer of {@code /Cashier/QueryPaymentInfo},
 * with the fields of the notice (page 2881). Once paid, and where no number was issued, its code is
 * none of the two that say so.
 */
record EcpayNumberInfo(String merchantId, String merchantTradeNo, String rtnCode, Issued issued) {

    /** Empty where it is not signed, or not as documented. */
    static Optional<EcpayNumberInfo> of(String text, EcpayAuth auth) {
        return EcpayAnswer.read(text, auth).flatMap(EcpayNumberInfo::of);
    }

    private static Optional<EcpayNumberInfo> of(Map<String, String> fields) {
        String merchant = fields.getOrDefault("MerchantID", "");
        String number = fields.getOrDefault("MerchantTradeNo", "");
        String code = fields.getOrDefault("RtnCode", "");
        return merchant.isEmpty() || number.isEmpty() || code.isEmpty()
                ? Optional.empty()
                : Optional.of(new EcpayNumberInfo(merchant, number, code, Issued.of(fields)));
    }
}
