package nightshift.observe.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import nightshift.engine.EngineStatus;
import nightshift.store.StoreHealth;
import nightshift.store.StoreState;
import org.eclipse.microprofile.metrics.Tag;

/** Shows the state of this server, as numbers that are read on demand and never wait. */
final class ServerMetrics {

    private final Meters meters;

    ServerMetrics(Meters meters) {
        this.meters = meters;
    }

    void engine(Supplier<EngineStatus> engine) {
        meters.gauge(
                "nightshift_worker_slots",
                "How many jobs this server can run at once",
                () -> engine.get().slots());
        meters.gauge(
                "nightshift_worker_slots_busy",
                "How many jobs this server runs",
                () -> engine.get().busy());
        meters.gauge(
                "nightshift_worker_slots_stuck",
                "Attempts that were given up but whose threads have not ended",
                () -> engine.get().stuck());
        meters.gauge(
                "nightshift_worker_draining",
                "1 while this server ends its jobs and claims no more",
                () -> engine.get().draining() ? 1 : 0);
        meters.gauge(
                "nightshift_claim_loop_last_success_timestamp_seconds",
                "When the claim loop last had an answer; 0 if this server runs no jobs",
                () -> claimed(engine.get()));
    }

    private static double claimed(EngineStatus engine) {
        return engine.slots() == 0 ? 0 : System.currentTimeMillis() / 1000.0 - engine.claimAgeSeconds();
    }

    void store(StoreHealth store) {
        meters.gauge(
                "nightshift_redis_up",
                "1 while Redis does all that this server needs",
                () -> store.status().up() ? 1 : 0);
        for (StoreState state : StoreState.values()) {
            meters.gauge(
                    "nightshift_redis_state",
                    "1 for the state that Redis is in, as this server sees it",
                    () -> store.status().state() == state ? 1 : 0,
                    new Tag("state", TaskMeters.lower(state)));
        }
        meters.gauge(
                "nightshift_redis_data_loss_timestamp_seconds",
                "When Redis was last found to have lost data; 0 if not within a day",
                () -> store.status()
                        .loss()
                        .map(loss -> loss.at().toEpochMilli() / 1000.0)
                        .orElse(0.0));
        connections(store, "active", StoreHealth.Connections::active);
        connections(store, "idle", StoreHealth.Connections::idle);
        connections(store, "waiting", StoreHealth.Connections::waiting);
    }

    private void connections(StoreHealth store, String state, ToIntFunction<StoreHealth.Connections> count) {
        meters.gauge(
                "nightshift_redis_pool_connections",
                "Connections to Redis, and the threads that wait for one",
                () -> count.applyAsInt(store.connections()),
                new Tag("state", state));
    }

    void eventClients(Supplier<Number> clients) {
        meters.gauge("nightshift_sse_clients", "Clients that listen to events of this server", clients);
    }

    void batch(Supplier<Number> remembered) {
        meters.gauge(
                "nightshift_batch_jobs_remembered",
                "Batch jobs that have ended and that the batch runtime still remembers",
                remembered);
    }

    void canary(Duration every) {
        meters.gauge(
                "nightshift_canary_period_seconds",
                "How often a canary job is submitted",
                () -> every.toMillis() / 1000.0);
    }

    void selfAudit(Duration every) {
        meters.gauge(
                "nightshift_self_audit_interval_seconds",
                "How often a self-audit starts",
                () -> every.toMillis() / 1000.0);
    }

    void build(String version, String revision) {
        List<Tag> tags = List.of(
                new Tag("version", version),
                new Tag("revision", revision),
                new Tag("java", System.getProperty("java.version", "unknown")),
                new Tag("liberty", liberty()));
        meters.gauge("nightshift_build_info", "1; the labels have the version", () -> 1, tags.toArray(Tag[]::new));
    }

    private static String liberty() {
        Path file = Path.of(System.getProperty("wlp.install.dir", ""), "lib", "versions", "openliberty.properties");
        try (InputStream in = Files.newInputStream(file)) {
            Properties product = new Properties();
            product.load(in);
            return product.getProperty("com.ibm.websphere.productVersion", "unknown")
                    .toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            return "unknown";
        }
    }
}
