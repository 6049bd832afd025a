package io.cashbell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.cashbell.endtoend.shop.Merchant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MerchantTest {
    /**
     * Published by ECPay with its description of CheckMacValue (page 2902), for the test merchant.
     */
    @Test
    void signsAsInThePublishedExample() {
        var fields =
                Map.of(
                        "ChoosePayment", "ALL",
                        "EncryptType", "1",
                        "ItemName", "Apple iphone 15",
                        "MerchantID", "3002607",
                        "MerchantTradeDate", "2023/03/12 15:30:23",
                        "MerchantTradeNo", "ecpay20230312153023",
                        "PaymentType", "aio",
                        "ReturnURL", "https://www.ecpay.com.tw/receive.php",
                        "TotalAmount", "30000",
                        "TradeDesc", "促銷方案");
        assertThat(Merchant.PUBLIC_TEST.sign(fields))
                .isEqualTo("6C51C9E6888DE861FD62FB1DD17029FC742634498FD813DC43D4243B5685B840");
    }
}
