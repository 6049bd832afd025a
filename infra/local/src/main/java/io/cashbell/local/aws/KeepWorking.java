package io.cashbell.local.aws;

import org.apache.pekko.actor.ActorInitializationException;
import org.apache.pekko.actor.ActorKilledException;
import org.apache.pekko.actor.OneForOneStrategy;
import org.apache.pekko.actor.SupervisorStrategy;
import org.apache.pekko.actor.SupervisorStrategyConfigurator;
import org.apache.pekko.japi.pf.DeciderBuilder;

/**
 * An actor of ElasticMQ that fails at one message goes on with the next, as it is. Begun anew,
 * which is the usual way, the one that writes messages down would know no queue any more: it would
 * answer that all is written, and write nothing.
 */
public final class KeepWorking implements SupervisorStrategyConfigurator {
    @Override
    public SupervisorStrategy create() {
        return new OneForOneStrategy(
                DeciderBuilder.match(
                                ActorInitializationException.class, _ -> SupervisorStrategy.stop())
                        .match(ActorKilledException.class, _ -> SupervisorStrategy.stop())
                        .match(Exception.class, _ -> SupervisorStrategy.resume())
                        .matchAny(_ -> SupervisorStrategy.escalate())
                        .build());
    }
}
