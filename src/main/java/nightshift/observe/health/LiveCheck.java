package nightshift.observe.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import nightshift.engine.EngineStatus;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Whether this process works. A restart does not bring Redis back, so nothing here depends on Redis: neither its state
 * nor the success of claims. But a claim loop whose step neither succeeds nor fails for a minute is stuck.
 */
@Liveness
@ApplicationScoped
public class LiveCheck implements HealthCheck {

    private static final double WEDGED_SECONDS = 60;

    @Inject
    Supplier<EngineStatus> engine;

    @Override
    public HealthCheckResponse call() {
        EngineStatus status = engine.get();
        return HealthCheckResponse.named("live")
                .status(status.draining() || status.stepAgeSeconds() < WEDGED_SECONDS)
                .build();
    }
}
