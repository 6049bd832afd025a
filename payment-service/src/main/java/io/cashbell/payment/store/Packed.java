package io.cashbell.payment.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Text made small: a write costs by the kilobyte, and a callback with the words of its checks shall
 * fit into one. The dictionary holds what is in nearly every one.
 */
final class Packed {

    /** What is never asked of whoever reads: a longer one was not written here. */
    private static final int MAX_TEXT = 256 * 1024;

    // What is packed names its dictionary by a checksum: a change here makes old ones unreadable.
    private static final byte[] DICTIONARY =
            """
            {"v":1,"g":"ecpay","o":"confirmed","a":true,"w":"the payment became confirmed","c":[\
            {"n":"signature","v":"HOLDS","w":"it was made with our keys"},\
            {"n":"environment","v":"HOLDS","w":"it is not simulated"},\
            {"n":"record","v":"HOLDS","w":"attempt  is ours"},\
            {"n":"merchant","v":"HOLDS","w":" is the attempt's"},\
            {"n":"amount","v":"HOLDS","w":" is the order's total"},\
            {"n":"currency","v":"HOLDS","w":"TWD is the order's"},\
            {"n":"state","v":"HOLDS","w":"the payment became confirmed"}],"p":{\
            "CustomField1":"","CustomField2":"","CustomField3":"","CustomField4":"",\
            "MerchantID":"","MerchantTradeNo":"","PaymentDate":"2026/",\
            "PaymentType":"Credit_CreditCard","PaymentTypeChargeFee":"","RtnCode":"1",\
            "RtnMsg":"交易成功","SimulatePaid":"0","StoreID":"","TradeAmt":"","TradeDate":"2026/",\
            "TradeNo":"","CheckMacValue":"… (64 characters)",\
            "gwsr":"","process_date":"2026/","auth_code":"(6 characters, masked)",\
            "card4no":"(4 characters, masked)","card6no":"(6 characters, masked)",\
            "eci":"0","amount":"","stage":"0","stast":"0","staed":"0","red_dan":"(1 characters, \
            masked)","red_de_amt":"","red_ok_amt":"","red_yet":""},"t":false,"e":"{\\"order\\":\\"\
            \\",\\"merchant\\":\\"\\",\\"attempt\\":\\"\\",\\"amount\\":,\\"currency\\":\\"TWD\\",\
            \\"reference\\":\\"\\",\\"simulated\\":false,\\"said\\":{\\"kind\\":\\"paid\\",\
            \\"reference\\":\\"\\",\\"amount\\":,\\"currency\\":\\"TWD\\",\\"at\\":,\
            \\"reason\\":null,\\"code\\":null,\\"how\\":null}}","s":"","x":null,"f":null}"""
                    .getBytes(StandardCharsets.UTF_8);

    private Packed() {}

    static byte[] of(String text) {
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            deflater.setDictionary(DICTIONARY);
            deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream(1024);
            byte[] chunk = new byte[1024];
            while (!deflater.finished()) {
                packed.write(chunk, 0, deflater.deflate(chunk));
            }
            return packed.toByteArray();
        }
    }

    /**
     * @throws IllegalStateException for what was not packed here
     */
    static String read(byte[] packed) {
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(packed);
            ByteArrayOutputStream text = new ByteArrayOutputStream(4096);
            byte[] chunk = new byte[4096];
            while (!inflater.finished()) {
                int length = inflater.inflate(chunk);
                if (length == 0 && inflater.needsDictionary()) {
                    inflater.setDictionary(DICTIONARY);
                } else if (length == 0) {
                    throw new DataFormatException("it ends early");
                }
                text.write(chunk, 0, length);
                if (text.size() > MAX_TEXT) {
                    throw new DataFormatException("it is too long");
                }
            }
            return text.toString(StandardCharsets.UTF_8);
        } catch (DataFormatException | IllegalArgumentException notOurs) {
            throw new IllegalStateException("what is kept of a callback cannot be read", notOurs);
        }
    }
}
