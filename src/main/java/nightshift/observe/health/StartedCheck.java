package nightshift.observe.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import nightshift.engine.EngineStatus;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Whether everything is wired and all loops run. */
@Startup
@ApplicationScoped
public class StartedCheck implements HealthCheck {

    @Inject
    Supplier<EngineStatus> engine;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("started")
                .status(engine.get().started())
                .build();
    }
}
