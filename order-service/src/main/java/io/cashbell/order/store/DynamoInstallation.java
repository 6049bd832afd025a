package io.cashbell.order.store;

import io.cashbell.messaging.item.ItemKey;
import io.cashbell.messaging.item.Values;
import io.cashbell.messaging.store.ItemTable;
import io.cashbell.messaging.store.WriteResult;
import io.cashbell.order.checkout.Installation;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The shop's secret: made by whichever instance is first, read by the others, once each. */
@Singleton
final class DynamoInstallation implements Installation {
    private static final ItemKey KEY = new ItemKey("installation", "installation");
    private static final String SECRET = "secret";
    private static final int BYTES = 32;

    private final ItemTable table;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile byte @Nullable [] known;

    DynamoInstallation(ItemTable table) {
        this.table = table;
    }

    @Override
    public byte[] secret() {
        byte[] secret = known;
        if (secret != null) {
            return secret.clone();
        }
        reading.lock();
        try {
            byte[] again = known;
            byte[] read = again == null ? readOrMake() : again;
            known = read;
            return read.clone();
        } finally {
            reading.unlock();
        }
    }

    private byte[] readOrMake() {
        return table.find(KEY).map(DynamoInstallation::secret).orElseGet(this::make);
    }

    private byte[] make() {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        return switch (table.insert(KEY, Map.of(SECRET, Values.of(fresh)))) {
            case WriteResult.Written _ -> fresh;
            // Another instance was first, or this very write was repeated on the way.
            case WriteResult.Refused refused -> secret(refused.found().orElseThrow());
        };
    }

    private static byte[] secret(Map<String, AttributeValue> item) {
        return Values.bytes(item, SECRET);
    }
}
