package io.cashbell.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterPolicyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # policy                                     | type     | admitted
                    {"type":["a","b"]}                           | a        | true
                    {"type":["a","b"]}                           | c        | false
                    {"type":["a"]}                               |          | false
                    {"type":[{"anything-but":["a","b"]}]}        | c        | true
                    {"type":[{"anything-but":["a","b"]}]}        | a        | false
                    {"type":[{"anything-but":"a"}]}              |          | false
                    {"type":[{"anything-but":{"prefix":"or"}}]}  | order    | false
                    {"type":[{"anything-but":{"prefix":"or"}}]}  | payment  | true
                    {"type":[{"prefix":"order."}]}               | order.x  | true
                    {"type":[{"prefix":"order."}]}               | payment. | false
                    {"type":[{"suffix":".v1"}]}                  | x.v1     | true
                    {"type":[{"equals-ignore-case":"ABC"}]}      | aBc      | true
                    {"type":[{"exists":true}]}                   | a        | true
                    {"type":[{"exists":true}]}                   |          | false
                    {"type":[{"exists":false}]}                  |          | true
                    {"type":[{"exists":false}]}                  | a        | false
                    {"type":["x",{"prefix":"a"}]}                | abc      | true
                    {"type":["a"],"market":["tw"]}               | a        | false
                    {"$or":[{"type":["a"]},{"market":["tw"]}]}   | a        | true
                    {"$or":[{"type":["b"]},{"market":["tw"]}]}   | a        | false
                    """)
    void admitsByAttribute(String policy, String type, boolean admitted) {
        var attributes =
                type == null
                        ? Map.<String, MessageAttribute>of()
                        : Map.of("type", new MessageAttribute("String", type));
        var publication = new Publication("topic", null, "body", attributes);

        assertThat(FilterPolicy.parse(policy, false).admits(publication)).isEqualTo(admitted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"amount":[100]}                            | 100.0 | true
                    {"amount":[{"numeric":[">",0,"<=",150]}]}   | 150   | true
                    {"amount":[{"numeric":[">",0,"<=",150]}]}   | 151   | false
                    {"amount":[{"numeric":["=",3.5]}]}          | 3.50  | true
                    {"amount":["100"]}                          | 100   | false
                    {"amount":[{"anything-but":[100]}]}         | 100   | false
                    """)
    void comparesNumbersAsNumbers(String policy, String amount, boolean admitted) {
        var publication =
                new Publication(
                        "topic",
                        null,
                        "x",
                        Map.of("amount", new MessageAttribute("Number", amount)));

        assertThat(FilterPolicy.parse(policy, false).admits(publication)).isEqualTo(admitted);
    }

    @Test
    void oneElementOfAnArrayIsEnough() {
        var publication =
                new Publication(
                        "topic",
                        null,
                        "x",
                        Map.of("tags", new MessageAttribute("String.Array", "[\"a\",\"b\"]")));

        assertThat(FilterPolicy.parse("{\"tags\":[\"b\"]}", false).admits(publication)).isTrue();
        assertThat(FilterPolicy.parse("{\"tags\":[\"c\"]}", false).admits(publication)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"type":"order.created.v1","data":{"paymentMethod":"pay-on-arrival"}} | true
                    {"type":"order.created.v1","data":{"paymentMethod":"ecpay-credit"}}   | false
                    {"type":"order.expired.v1","data":{"paymentMethod":"pay-on-arrival"}} | false
                    {"type":"order.created.v1"}                                           | false
                    {"type":"order.created.v1","data":[{"paymentMethod":"x"},{"paymentMethod":"pay-on-arrival"}]} | true
                    not json                                                              | false
                    ["order.created.v1"]                                                  | false
                    """)
    void admitsByBody(String body, boolean admitted) {
        var policy =
                FilterPolicy.parse(
                        """
                        {"type":["order.created.v1"],"data":{"paymentMethod":["pay-on-arrival"]}}
                        """,
                        true);

        assertThat(policy.admits(new Publication("topic", null, body, Map.of())))
                .isEqualTo(admitted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "[]",
                "{\"type\":\"a\"}",
                "{\"type\":[]}",
                "{\"type\":[{\"unheard-of\":1}]}",
                "{\"type\":[{\"numeric\":[\">\"]}]}",
                "{\"type\":[{\"exists\":\"yes\"}]}",
                "{\"data\":{\"nested\":[\"needs the body's scope\"]}}"
            })
    void refusesWhatSnsRefuses(String policy) {
        assertThatThrownBy(() -> FilterPolicy.parse(policy, false))
                .isInstanceOf(SnsException.class)
                .hasMessageStartingWith("Invalid parameter: ");
    }
}
