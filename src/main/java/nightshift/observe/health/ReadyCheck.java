package nightshift.observe.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import nightshift.engine.EngineStatus;
import nightshift.store.StoreHealth;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether this server takes requests. It does so even while Redis is away, and answers 503 then. Otherwise all servers
 * would leave at once and nobody could see why. The state of Redis is in the data.
 */
@Readiness
@ApplicationScoped
public class ReadyCheck implements HealthCheck {

    @Inject
    Supplier<EngineStatus> engine;

    @Inject
    StoreHealth store;

    @Override
    public HealthCheckResponse call() {
        EngineStatus status = engine.get();
        StoreHealth.Status redis = store.status();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("ready")
                .status(status.started() && !status.draining())
                .withData("draining", status.draining())
                .withData("redis", redis.state().name())
                .withData("redisSince", redis.since().toString());
        redis.detail().ifPresent(detail -> answer.withData("redisDetail", detail));
        redis.loss().ifPresent(loss -> answer.withData("redisLoss", loss.kind() + " " + loss.at()));
        return answer.build();
    }
}
