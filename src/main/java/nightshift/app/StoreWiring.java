package nightshift.app;

import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import nightshift.access.Access;
import nightshift.job.JobListener;
import nightshift.observe.metrics.CountedIntake;
import nightshift.observe.metrics.Metrics;
import nightshift.observe.trace.TracedIntake;
import nightshift.redis.RedisStore;
import nightshift.store.Destinations;
import nightshift.store.FailureGroups;
import nightshift.store.Integrity;
import nightshift.store.JobCatalog;
import nightshift.store.JobIntake;
import nightshift.store.JobPlaces;
import nightshift.store.QueueControl;
import nightshift.store.Schedules;
import nightshift.store.StoreHealth;
import nightshift.store.WorkerRegistry;
import org.eclipse.microprofile.config.Config;

/** The store, and its ports for injection. */
@Dependent
class StoreWiring {

    @Produces
    @Singleton
    static LocalRedis localRedis(Settings settings) {
        return new LocalRedis(settings.localRedis());
    }

    @Produces
    @Singleton
    static RedisStore store(Settings settings, LocalRedis local, Threads threads, Metrics metrics) {
        URI url = settings.redisUrl().orElseGet(local::start);
        return RedisStore.connect(settings.redis(url), threads.loops(), metrics.store());
    }

    @Produces
    @Singleton
    static JobIntake intake(RedisStore store, JobListener listener, Config config, OpenTelemetry telemetry) {
        JobIntake intake = new CountedIntake(store.intake(), listener);
        return ObserveWiring.isTracing(config) ? new TracedIntake(intake, telemetry) : intake;
    }

    @Produces
    @Singleton
    static JobCatalog catalog(RedisStore store) {
        return store.catalog();
    }

    @Produces
    @Singleton
    static Integrity integrity(RedisStore store) {
        return store.integrity();
    }

    @Produces
    @Singleton
    static JobPlaces places(RedisStore store) {
        return store.places();
    }

    @Produces
    @Singleton
    static QueueControl queues(RedisStore store) {
        return store.queues();
    }

    @Produces
    @Singleton
    static Destinations destinations(RedisStore store) {
        return store.destinations();
    }

    @Produces
    @Singleton
    static FailureGroups failures(RedisStore store) {
        return store.failures();
    }

    @Produces
    @Singleton
    static Schedules schedules(RedisStore store) {
        return store.schedules();
    }

    @Produces
    @Singleton
    static WorkerRegistry workers(RedisStore store) {
        return store.workers();
    }

    @Produces
    @Singleton
    static StoreHealth storeHealth(RedisStore store) {
        return store.health();
    }

    @Produces
    @Singleton
    static Access access(RedisStore store, Metrics metrics) {
        return new Access(store.access(), Clock.systemUTC(), metrics.authFailures());
    }
}
