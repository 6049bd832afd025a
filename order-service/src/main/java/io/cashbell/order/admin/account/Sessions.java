package io.cashbell.order.admin.account;

import io.cashbell.order.Digest;
import java.util.Optional;

/** Who is signed in, in every instance alike. */
public interface Sessions {
    void open(Session session);

    /** Empty also when it was closed; whether it is over by its time, callers see. */
    Optional<Session> find(Digest token);

    void close(Digest token);
}
