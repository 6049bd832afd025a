package io.cashbell.payment.gateway;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many questions of ours, asked by no buyer, each gateway gets in a second from this instance.
 * The gateways publish no figures; ECPay answers 403 for half an hour to whoever asks too often.
 */
@Singleton
public class QueryPace {

    private final Map<GatewayName, RateLimiter> limiters;

    public QueryPace(Settings settings) {
        this.limiters =
                Arrays.stream(GatewayName.values())
                        .collect(
                                Collectors.toMap(
                                        name -> name,
                                        name -> limiter(name, settings),
                                        (one, _) -> one,
                                        () -> new EnumMap<>(GatewayName.class)));
    }

    private static RateLimiter limiter(GatewayName gateway, Settings settings) {
        return RateLimiter.of(
                gateway.path(),
                RateLimiterConfig.custom()
                        .limitForPeriod(1)
                        .limitRefreshPeriod(
                                Duration.ofSeconds(1).dividedBy(settings.perSecond(gateway)))
                        .timeoutDuration(settings.longestWait())
                        .build());
    }

    /**
     * Waits for this question's turn.
     *
     * @return false when it does not come within the longest wait, and for whoever is interrupted:
     *     then it is not to be asked
     */
    public boolean awaitTurn(GatewayName gateway) {
        RateLimiter limiter = limiters.get(gateway);
        return limiter == null || limiter.acquirePermission();
    }

    /**
     * Under {@code query-pace}.
     *
     * @param ecpay questions to ECPay in a second, from 1 to 1000
     * @param kakaopay to KakaoPay
     * @param wechatpay to WeChat Pay
     * @param longestWait how long a question waits for its turn
     */
    @ConfigurationProperties("query-pace")
    public record Settings(
            @Bindable(defaultValue = "10") int ecpay,
            @Bindable(defaultValue = "20") int kakaopay,
            @Bindable(defaultValue = "20") int wechatpay,
            @Bindable(defaultValue = "30s") Duration longestWait) {

        public Settings {
            for (int perSecond : new int[] {ecpay, kakaopay, wechatpay}) {
                if (perSecond < 1 || perSecond > 1_000) {
                    throw new IllegalArgumentException(
                            "query-pace is from 1 to 1000 questions in a second");
                }
            }
        }

        private int perSecond(GatewayName gateway) {
            return switch (gateway) {
                case ECPAY -> ecpay;
                case KAKAOPAY -> kakaopay;
                case WECHATPAY -> wechatpay;
            };
        }
    }
}
