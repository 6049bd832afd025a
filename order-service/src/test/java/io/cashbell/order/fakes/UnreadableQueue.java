package io.cashbell.order.fakes;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A queue that answers no read for as long as a test wishes so; all else it answers. */
@Singleton
@Requires(property = UnreadableQueue.WANTED)
public final class UnreadableQueue implements BeanCreatedEventListener<SqsClient> {
    public static final String WANTED = "fakes.unreadable-queue";

    private volatile boolean down;

    public void breakDown() {
        down = true;
    }

    public void recover() {
        down = false;
    }

    @Override
    public SqsClient onCreated(BeanCreatedEvent<SqsClient> created) {
        SqsClient real = created.getBean();
        return (SqsClient)
                Proxy.newProxyInstance(
                        UnreadableQueue.class.getClassLoader(),
                        new Class<?>[] {SqsClient.class},
                        (_, method, arguments) -> {
                            if (down && method.getName().equals("receiveMessage")) {
                                throw SdkClientException.create("no route to the queue");
                            }
                            try {
                                return method.invoke(real, arguments);
                            } catch (InvocationTargetException failure) {
                                throw failure.getTargetException();
                            }
                        });
    }
}
