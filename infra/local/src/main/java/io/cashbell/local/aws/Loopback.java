package io.cashbell.local.aws;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** The only address that anything here listens on. */
final class Loopback {
    static final InetAddress ADDRESS = address();

    private Loopback() {}

    static URI http(int port) {
        return URI.create("http://localhost:" + port);
    }

    private static InetAddress address() {
        try {
            return InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
