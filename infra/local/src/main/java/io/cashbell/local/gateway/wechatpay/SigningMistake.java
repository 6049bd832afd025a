package io.cashbell.local.gateway.wechatpay;

import io.cashbell.local.gateway.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a shop signed instead, found by trying: the mistakes of section 11. */
final class SigningMistake {
    private SigningMistake() {}

    /** In words; empty when it is none of the usual. */
    static Optional<String> find(Request request, Authorization by, Merchant merchant) {
        var target = Guard.signedTarget(request.target());
        var tried = new LinkedHashMap<String, byte[]>();
        var body = request.body();
        tried.put(
                "the path was signed with the prefix " + Guard.PREFIX + "; sign it from /v3 on",
                text(request.method(), Guard.PREFIX + target, by, body));
        tried.put(
                "the whole URL was signed; sign the path and the query",
                text(
                        request.method(),
                        "http://" + request.header("Host") + request.target(),
                        by,
                        body));
        tried.put(
                "the query was left out; it is part of the second line",
                text(request.method(), target.replaceFirst("\\?.*", ""), by, body));
        tried.put(
                "the path was signed decoded; sign it as it is sent",
                text(request.method(), decoded(target), by, body));
        tried.put(
                "the body was left out; sign it byte for byte as it is sent",
                text(request.method(), target, by, new byte[0]));
        tried.put(
                "the method was not in upper case",
                text(request.method().toLowerCase(Locale.ROOT), target, by, body));
        var right = text(request.method(), target, by, body);
        tried.put(
                "the line feed after the last line is missing",
                Arrays.copyOf(right, right.length - 1));
        tried.put(
                "the lines end in CR LF; LF alone is right",
                new String(right, StandardCharsets.ISO_8859_1)
                        .replace("\n", "\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        tried.put("timestamp and nonce are in each other's place", swapped(request, target, by));
        return first(tried, by.signature(), merchant);
    }

    /** The same for the five parameters of a call-up (section 5). */
    static Optional<String> find(CallUp callUp, String appid, Merchant merchant) {
        var prepayId = callUp.pack().replaceFirst("^prepay_id=", "");
        var tried = new LinkedHashMap<String, byte[]>();
        tried.put(
                "the bare prepay_id was signed, as apps do; line 4 is prepay_id=…",
                SignedText.ofCallUp(appid, callUp.timeStamp(), callUp.nonceStr(), prepayId));
        var right =
                SignedText.ofCallUp(appid, callUp.timeStamp(), callUp.nonceStr(), callUp.pack());
        tried.put(
                "the line feed after the last line is missing",
                Arrays.copyOf(right, right.length - 1));
        tried.put(
                "nonceStr and timeStamp are in each other's place",
                SignedText.ofCallUp(appid, callUp.nonceStr(), callUp.timeStamp(), callUp.pack()));
        tried.put(
                "the merchant id was signed where the app id belongs",
                SignedText.ofCallUp(
                        merchant.mchid(), callUp.timeStamp(), callUp.nonceStr(), callUp.pack()));
        return first(tried, callUp.paySign(), merchant);
    }

    private static Optional<String> first(
            Map<String, byte[]> tried, String signature, Merchant merchant) {
        return tried.entrySet().stream()
                .filter(one -> Rsa.verifies(one.getValue(), signature, merchant.keys().getPublic()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static byte[] text(String method, String target, Authorization by, byte[] body) {
        return SignedText.ofRequest(method, target, by.timestamp(), by.nonce(), body);
    }

    private static byte[] swapped(Request request, String target, Authorization by) {
        return SignedText.ofRequest(
                request.method(), target, by.nonce(), by.timestamp(), request.body());
    }

    private static String decoded(String target) {
        try {
            return URLDecoder.decode(target, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return target;
        }
    }
}
