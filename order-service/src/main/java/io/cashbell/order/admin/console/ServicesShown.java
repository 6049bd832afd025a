package io.cashbell.order.admin.console;

import io.cashbell.order.admin.today.FailedMails;
import io.cashbell.order.admin.today.Queues;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the services keep up, as it is drawn.
 *
 * @param mails that failed; null where the notification service cannot be reached
 * @param key names a command that is given from here
 */
public record ServicesShown(
        List<Queues.Queue> queues, FailedMails.@Nullable Mails mails, String key) {}
