package io.cashbell.payment.gateway;

import java.net.URI;
import java.util.SequencedMap;

/** How the buyer gets to the gateway. */
public sealed interface GatewayPage {

    /** A form that the browser posts. */
    record Form(URI action, SequencedMap<String, String> fields) implements GatewayPage {}

    /** An address that the browser, or the system for an app's scheme, goes to. */
    record Redirect(URI address) implements GatewayPage {}

    /**
     * A text that the buyer's phone reads from our page.
     *
     * @param text such as WeChat Pay's {@code weixin://…}
     */
    record QrCode(String text) implements GatewayPage {}

    /**
     * What the buyer's program calls the gateway's payment window up with.
     *
     * @param parameters as the gateway spells them; whoever has them can pay, and no more
     */
    record CallUp(SequencedMap<String, String> parameters) implements GatewayPage {}
}
