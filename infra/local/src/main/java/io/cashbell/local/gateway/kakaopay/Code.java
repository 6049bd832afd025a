package io.cashbell.local.gateway.kakaopay;

/** The refusals of section 7 that a single payment can meet. */
enum Code {
    PARAMETER(-2, 400, "invalid parameter"),
    NO_AUTHORIZATION(-400, 400, "no Authorization header"),
    BAD_KEY(-401, 401, "invalid key"),
    NOT_ENABLED(-403, 403, "the API is not enabled for this application"),
    NO_SUCH_ADDRESS(-404, 404, "there is no such address"),
    QUOTA(-429, 429, "API limit has been exceeded"),
    INTERNAL(-500, 500, "internal server error"),
    MAINTENANCE(-503, 503, "the service is being maintained"),
    NOT_AUTHENTICATED(-701, "the buyer has not authenticated the payment yet"),
    PAID_ALREADY(-702, "payment is already done"),
    WRONG_POINT(-703, "point amount does not match"),
    WRONG_AMOUNT(-704, "total_amount does not match"),
    WRONG_METHOD(-705, "payment method is not supported"),
    OTHER_ORDER(-706, "partner_order_id does not match"),
    OTHER_USER(-707, "partner_user_id does not match"),
    OTHER_TOKEN(-708, "pg_token does not match"),
    ABOVE_REST(-710, "cancel_amount is more than can be cancelled"),
    ABOVE_APPROVED(-711, "cancel_amount is more than was approved"),
    NO_SUCH_TID(-721, "tid does not exist"),
    AMOUNTS(-722, "amounts do not add up"),
    EXPIRED(-723, "payment has expired"),
    SINGLE_AMOUNT(-724, "amount is not allowed for a single payment"),
    TOTAL_AMOUNT(-725, "total_amount is wrong"),
    ORDER_DATA(-726, "order data is wrong"),
    APP(-730, "application is wrong"),
    CID(-731, "cid is wrong"),
    GID(-732, "gid is wrong"),
    CID_SECRET(-733, "cid_secret is wrong"),
    APPROVAL_FAILED(-780, "approval failure!"),
    CANCEL_FAILED(-781, "cancel failure!"),
    NOT_APPROVABLE(-783, "payment cannot be approved in this state"),
    NOT_CANCELLABLE(-784, "payment cannot be cancelled in this state"),
    SENT_TWICE(-785, "the same request is being processed"),
    ABOVE_LIMIT(-797, "limit of a single payment exceeded"),
    ADDRESS_NOT_ALLOWED(-798, "ip address is not allowed");

    private final int number;
    private final int http;
    private final String message;

    Code(int number, String message) {
        this(number, 400, message);
    }

    Code(int number, int http, String message) {
        this.number = number;
        this.http = http;
        this.message = message;
    }

    int number() {
        return number;
    }

    int http() {
        return http;
    }

    String message() {
        return message;
    }
}
