package nightshift.observe.metrics;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import nightshift.store.StoreListener;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** Counts how Redis answers this server. */
final class RedisMetrics implements StoreListener {

    private final Map<String, Timer> calls;
    private final Tally failures;
    private final Timer wait;

    /** @param scripts the names of all scripts */
    RedisMetrics(Meters meters, Collection<String> scripts) {
        calls = scripts.stream()
                .collect(Collectors.toUnmodifiableMap(
                        script -> script,
                        script -> meters.timer(
                                "nightshift_redis_call_duration",
                                "How long calls of Redis took, with the network and the " + "wait for a connection",
                                new Tag("script", script))));
        failures = new Tally(
                meters,
                "nightshift_redis_errors_total",
                "Calls of Redis that failed",
                "kind",
                Arrays.stream(Failure.values()).map(TaskMeters::lower).toList());
        wait = meters.timer("nightshift_redis_pool_wait", "How long calls of Redis waited for a connection");
    }

    @Override
    public void called(String script, Duration took) {
        calls.get(script).update(took);
    }

    @Override
    public void failed(Failure failure) {
        failures.count(TaskMeters.lower(failure));
    }

    @Override
    public void waitedForConnection(Duration waited) {
        wait.update(waited);
    }
}
