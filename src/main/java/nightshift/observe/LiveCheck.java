package nightshift.observe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import nightshift.engine.EngineStatus;
import nightshift.job.StoreHealth;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Whether this process is worth keeping. Restarting it does not bring Redis back, so Redis is not asked; but a claim loop
 * that had no answer for a minute although Redis answers others all that time is wedged.
 */
@Liveness
@ApplicationScoped
public class LiveCheck implements HealthCheck {

    private static final Duration WEDGED = Duration.ofMinutes(1);

    @Inject
    Supplier<EngineStatus> engine;

    @Inject
    StoreHealth store;

    @Override
    public HealthCheckResponse call() {
        EngineStatus status = engine.get();
        StoreHealth.Status redis = store.status();
        boolean redisUpLong = redis.up() && redis.since().isBefore(Instant.now().minus(WEDGED));
        boolean claims = status.draining() || status.claimAgeSeconds() < WEDGED.toSeconds();
        return HealthCheckResponse.named("live").status(claims || !redisUpLong).build();
    }
}
