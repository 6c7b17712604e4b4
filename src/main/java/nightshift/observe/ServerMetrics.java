package nightshift.observe;

import java.util.function.Supplier;
import nightshift.engine.EngineStatus;
import nightshift.job.StoreHealth;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Shows how this server stands. */
public final class ServerMetrics {

    private ServerMetrics() {
    }

    /**
     * Puts the metrics of this server into a registry; they are read when asked for and never wait.
     *
     * @param version of Nightshift
     */
    public static void register(MetricRegistry registry, Supplier<EngineStatus> engine, StoreHealth store, String version) {
        Meters meters = new Meters(registry);
        meters.gauge("nightshift_worker_slots", "How many jobs this server can run at once", () -> engine.get().slots());
        meters.gauge("nightshift_worker_slots_busy", "How many jobs this server runs", () -> engine.get().busy());
        meters.gauge("nightshift_worker_slots_stuck", "Attempts that were given up but whose threads have not ended",
                () -> engine.get().stuck());
        meters.gauge("nightshift_worker_draining", "1 while this server ends its jobs and claims no more",
                () -> engine.get().draining() ? 1 : 0);
        meters.gauge("nightshift_claim_loop_last_success_timestamp_seconds",
                "When the claim loop last had an answer; 0 if this server runs no jobs", () -> claimed(engine.get()));
        meters.gauge("nightshift_redis_up", "1 while Redis answers this server", () -> store.status().up() ? 1 : 0);
        meters.gauge("nightshift_build_info", "1; the labels tell the version", () -> 1, new Tag("version", version),
                new Tag("java", System.getProperty("java.version", "")));
    }

    private static double claimed(EngineStatus engine) {
        return engine.slots() == 0 ? 0 : System.currentTimeMillis() / 1000.0 - engine.claimAgeSeconds();
    }
}
