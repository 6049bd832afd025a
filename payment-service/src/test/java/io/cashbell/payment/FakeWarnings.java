package io.cashbell.payment;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Remembers what was noticed, such as {@code keys-refused ecpay}. */
public final class FakeWarnings implements Warnings {

    private final List<String> noticed = new CopyOnWriteArrayList<>();

    @Override
    public void notice(Warning warning, @Nullable String gateway) {
        noticed.add(warning.code() + " " + gateway);
    }

    public List<String> noticed() {
        return List.copyOf(noticed);
    }
}
