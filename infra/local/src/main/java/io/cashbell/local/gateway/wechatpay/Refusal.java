package io.cashbell.local.gateway.wechatpay;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What WeChat answers when it will not (section 4).
 *
 * @param number the last part of {@code Request-ID}; 0 where WeChat publishes none
 * @param detail empty: none
 */
record Refusal(int status, String code, String message, long number, Map<String, Object> detail) {
    private static final long BAD_PARAMETER = 268_435_461;
    private static final long BAD_SIGNATURE = 268_443_699;
    private static final long UNKNOWN_FIELD = 270_924_358;

    /**
     * @param location body, query, path or header
     */
    static RefusedException parameter(String location, String field, String issue) {
        return parameter(BAD_PARAMETER, location, field, issue);
    }

    static RefusedException unknownField(String field) {
        return parameter(UNKNOWN_FIELD, "body", field, "is not a field of this request");
    }

    static RefusedException isNull(String field) {
        return parameter(UNKNOWN_FIELD, "body", field, "must be left out instead of being null");
    }

    static RefusedException openidMissing() {
        return parameter(268_501_013, "body", "/payer/openid", "is required");
    }

    static RefusedException headerMissing(String message) {
        return refused(400, "PARAM_ERROR", message, BAD_PARAMETER);
    }

    /**
     * @param detail what WeChat read, and what is the likely mistake
     */
    static RefusedException signature(String message, Map<String, Object> detail) {
        return new RefusedException(new Refusal(401, "SIGN_ERROR", message, BAD_SIGNATURE, detail));
    }

    static RefusedException merchantUnknown(String mchid) {
        return refused(400, "MCH_NOT_EXISTS", "商户号不存在: " + mchid, 0);
    }

    static RefusedException appidMismatch(String appid) {
        return refused(400, "APPID_MCHID_NOT_MATCH", "appid和mch_id不匹配: " + appid, 0);
    }

    static RefusedException noAuthority() {
        return refused(403, "NO_AUTH", "商户号该产品权限未开通", 0);
    }

    static RefusedException numberUsed() {
        return refused(403, "OUT_TRADE_NO_USED", "商户订单号重复，参数与首次请求时不一致", 268_498_688);
    }

    static RefusedException orderClosed() {
        return refused(400, "ORDER_CLOSED", "该订单已关闭", 0);
    }

    static RefusedException paidAlready() {
        return refused(400, "INVALID_REQUEST", "该订单已支付", 268_498_689);
    }

    static RefusedException closePaid() {
        return refused(400, "ORDER_PAID", "该订单已支付，请发起退款", 268_449_538);
    }

    static RefusedException orderUnknown() {
        return refused(404, "ORDER_NOT_EXIST", "订单不存在", 268_512_771);
    }

    static RefusedException resourceMissing(String message) {
        return refused(404, "RESOURCE_NOT_EXISTS", message, 0);
    }

    static RefusedException notEnough() {
        return refused(403, "NOT_ENOUGH", "基本账户余额不足，请充值后重新发起", 0);
    }

    static RefusedException invalid(String message) {
        return refused(400, "INVALID_REQUEST", message, 0);
    }

    static RefusedException noBill() {
        return refused(400, "NO_STATEMENT_EXIST", "请求的账单文件不存在", 0);
    }

    static RefusedException billNotReady() {
        return refused(400, "STATEMENT_CREATING", "账单生成中", 0);
    }

    static RefusedException tooOften() {
        return refused(429, "FREQUENCY_LIMITED", "频率超限", 0);
    }

    static RefusedException failed() {
        return refused(500, "SYSTEM_ERROR", "系统异常，请用相同参数重新调用", 0);
    }

    private static RefusedException parameter(
            long number, String location, String field, String issue) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("location", location);
        detail.put("field", field);
        detail.put("issue", issue);
        return new RefusedException(
                new Refusal(400, "PARAM_ERROR", "参数错误: " + field, number, detail));
    }

    private static RefusedException refused(int status, String code, String message, long number) {
        return new RefusedException(new Refusal(status, code, message, number, Map.of()));
    }
}
