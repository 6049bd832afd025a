package io.cashbell.payment.gateway;

import java.net.URI;
import java.util.SequencedMap;

/** How the buyer's browser gets to the gateway. */
public sealed interface GatewayPage {

    /** A form that the browser posts. */
    record Form(URI action, SequencedMap<String, String> fields) implements GatewayPage {}
}
