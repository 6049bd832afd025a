package io.cashbell.local.gateway.wechatpay;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The texts that are signed: lines, each ended by a line feed, the last one too. */
final class SignedText {
    private SignedText() {}

    /**
     * Section 3.
     *
     * @param target path and query as sent, still encoded
     * @param body as sent
     */
    static byte[] ofRequest(
            String method, String target, String timestamp, String nonce, byte[] body) {
        return lines(List.of(method, target, timestamp, nonce), body);
    }

    /** Section 4; of a notice as well (section 6). */
    static byte[] ofAnswer(String timestamp, String nonce, byte[] body) {
        return lines(List.of(timestamp, nonce), body);
    }

    /** Section 5. */
    static byte[] ofCallUp(String appId, String timestamp, String nonce, String pack) {
        return lines(List.of(appId, timestamp, nonce), pack.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] lines(List<String> begin, byte[] last) {
        var head = (String.join("\n", begin) + "\n").getBytes(StandardCharsets.UTF_8);
        var text = new byte[head.length + last.length + 1];
        System.arraycopy(head, 0, text, 0, head.length);
        System.arraycopy(last, 0, text, head.length, last.length);
        text[text.length - 1] = '\n';
        return text;
    }
}
