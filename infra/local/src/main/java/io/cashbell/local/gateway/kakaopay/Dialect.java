package io.cashbell.local.gateway.kakaopay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cashbell.local.gateway.http.Reply;
import io.cashbell.local.gateway.http.Request;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The two APIs of section 1: the same fields, asked for and refused in two ways. */
enum Dialect {
    /** open-api.kakaopay.com. */
    OPEN("/kakaopay/online/v1/payment", "application/json", "error_code", "error_message") {
        @Override
        void authenticate(String authorization, Merchants merchants) {
            if (authorization.isEmpty()) {
                throw new RefusedException(Code.NO_AUTHORIZATION);
            }
            if (!Set.of(
                            "SECRET_KEY " + merchants.secretKey(),
                            "DEV_SECRET_KEY " + merchants.secretKey())
                    .contains(authorization)) {
                throw new RefusedException(
                        Code.BAD_KEY,
                        "Authorization must be SECRET_KEY or DEV_SECRET_KEY, a space, and the secret key");
            }
        }

        @Override
        Fields fields(Request request) {
            return Fields.ofJson(request.text());
        }

        @Override
        int number(Code code) {
            return code.number();
        }
    },

    /** kapi.kakao.com. */
    LEGACY("/kakaopay/v1/payment", "application/x-www-form-urlencoded", "code", "msg") {
        @Override
        void authenticate(String authorization, Merchants merchants) {
            if (!authorization.equals("KakaoAK " + merchants.adminKey())) {
                throw new RefusedException(
                        Code.BAD_KEY, "Authorization must be KakaoAK, a space, and the admin key");
            }
        }

        @Override
        Fields fields(Request request) {
            return Fields.ofForm(request.form());
        }

        @Override
        int number(Code code) {
            return switch (code) {
                case QUOTA -> -10;
                case INTERNAL -> -1;
                default -> code.number();
            };
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String root;
    private final String contentType;
    private final String codeName;
    private final String messageName;

    Dialect(String root, String contentType, String codeName, String messageName) {
        this.root = root;
        this.contentType = contentType;
        this.codeName = codeName;
        this.messageName = messageName;
    }

    /** Where its addresses begin. */
    String root() {
        return root;
    }

    /** By the address that was called. */
    static Dialect of(Request request) {
        return request.path().startsWith(LEGACY.root) ? LEGACY : OPEN;
    }

    /** Refuses whoever does not prove to be the merchant. */
    abstract void authenticate(String authorization, Merchants merchants);

    /** What came, if it came as this API takes it. */
    final Fields read(Request request) {
        var type = request.header("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(contentType)) {
            throw new RefusedException(Code.PARAMETER, "Content-Type must be " + contentType);
        }
        return fields(request);
    }

    final Reply answer(Map<String, ?> values) {
        return json(200, values);
    }

    final Reply refusal(RefusedException refused) {
        var body = new LinkedHashMap<String, Object>();
        body.put(codeName, number(refused.code()));
        body.put(messageName, refused.message());
        var reason = refused.reason();
        if (reason != null) {
            var extras = new LinkedHashMap<String, String>();
            extras.put("method_result_code", reason.code());
            extras.put("method_result_message", reason.message());
            body.put("extras", extras);
        }
        return json(refused.code().http(), body);
    }

    abstract Fields fields(Request request);

    /** The legacy API has common numbers of its own. */
    abstract int number(Code code);

    private static Reply json(int status, Map<String, ?> values) {
        try {
            return Reply.bytes(
                    status, "application/json;charset=UTF-8", JSON.writeValueAsBytes(values));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written", e);
        }
    }
}
