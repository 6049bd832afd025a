package io.cashbell.local.gateway.wechatpay;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where WeChat would send notices (section 2). Here it may be this machine, on any port: the shop
 * runs on it.
 */
final class NotifyUrl {
    private NotifyUrl() {}

    static void check(String field, String text) {
        try {
            var url = new URI(text);
            var scheme = url.getScheme();
            if (!"http".equals(scheme) && !"https".equals(scheme)) {
                throw Refusal.parameter("body", field, "must begin with http:// or https://");
            }
            if (url.getHost() == null || url.getRawPath() == null || url.getRawPath().isEmpty()) {
                throw Refusal.parameter("body", field, "must have a host and a path");
            }
            if (url.getRawQuery() != null
                    || url.getRawFragment() != null
                    || url.getRawUserInfo() != null) {
                throw Refusal.parameter("body", field, "must have no query, fragment or user");
            }
        } catch (URISyntaxException e) {
            throw Refusal.parameter("body", field, "is not a URL");
        }
    }
}
