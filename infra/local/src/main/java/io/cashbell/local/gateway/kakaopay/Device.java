package io.cashbell.local.gateway.kakaopay;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where the buyer is: each has an address of its own (section 2). */
enum Device {
    PC("PC", "QR · 카카오톡 메시지"),
    MOBILE("모바일 웹", "mobile web"),
    APP("앱", "app");

    private final String korean;
    private final String more;

    Device(String korean, String more) {
        this.korean = korean;
        this.more = more;
    }

    /** As it stands in addresses. */
    String spelled() {
        return name().toLowerCase(Locale.ROOT);
    }

    String shown() {
        return korean + " · " + more;
    }

    static Optional<Device> of(String spelled) {
        return Arrays.stream(values()).filter(one -> one.spelled().equals(spelled)).findFirst();
    }
}
