package io.cashbell.endtoend.buyer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cashbell.endtoend.shop.Json;

/** The body of {@code POST /api/orders}. */
public final class OrderForm {
    public static final String CARD = "ecpay-credit";
    public static final String ATM = "ecpay-atm";
    public static final String ON_ARRIVAL = "pay-on-arrival";

    private final ObjectNode body = Json.object();
    private final ArrayNode items;

    private OrderForm(Person person, String paymentMethod) {
        items = body.putArray("items");
        body.put("currency", "TWD");
        body.putObject("buyer")
                .put("name", person.name())
                .put("phone", person.phone())
                .put("email", person.email());
        body.putObject("shipTo")
                .put("recipient", person.name())
                .put("line1", person.street())
                .put("city", person.city())
                .put("postalCode", person.postalCode())
                .put("country", "TW");
        body.put("paymentMethod", paymentMethod);
        body.put("locale", "zh-TW");
    }

    public static OrderForm byCard(Person person) {
        return new OrderForm(person, CARD);
    }

    /** In the currency of the method's market. */
    public static OrderForm by(String paymentMethod, Person person) {
        var form = new OrderForm(person, paymentMethod);
        if (paymentMethod.equals("kakaopay")) {
            form.body.put("currency", "KRW");
            form.body.put("locale", "ko");
        }
        if (paymentMethod.startsWith("wechatpay-")) {
            form.body.put("currency", "CNY");
            form.body.put("locale", "zh-CN");
        }
        return form;
    }

    public static OrderForm onArrival(Person person) {
        return new OrderForm(person, ON_ARRIVAL);
    }

    public OrderForm with(int quantity, String productId) {
        items.addObject().put("productId", productId).put("quantity", quantity);
        return this;
    }

    public OrderForm expecting(String amount) {
        body.putObject("expectedTotal").put("amount", amount).put("currency", "TWD");
        return this;
    }

    public ObjectNode json() {
        return body.deepCopy();
    }
}
