package nightshift.app;

import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Arrays;
import nightshift.http.DeliveryResult;
import nightshift.incident.Monitoring;
import nightshift.job.AttemptTracer;
import nightshift.job.JobListener;
import nightshift.job.Objectives;
import nightshift.observe.incident.PrometheusMonitoring;
import nightshift.observe.metrics.Metrics;
import nightshift.observe.objectives.PrometheusObjectives;
import nightshift.observe.trace.AttemptSpans;
import nightshift.redis.RedisStore;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** What shows the state of the server: metrics, traces, health. */
@Dependent
class ObserveWiring {

    @Produces
    @Singleton
    static Watchdog watchdog(Config config, Threads threads) {
        return Watchdog.of(
                config.getOptionalValue("nightshift.http.host", String.class).orElse("*"),
                config.getOptionalValue("nightshift.http.port", Integer.class).orElse(9080),
                threads.named("nightshift-watchdog"));
    }

    @Produces
    @Singleton
    static Metrics metrics(Settings settings, MetricRegistry registry) {
        return settings.metrics()
                ? Metrics.on(
                        registry,
                        RedisStore.calls(),
                        Arrays.stream(DeliveryResult.values())
                                .map(DeliveryResult::label)
                                .toList())
                : Metrics.off();
    }

    @Produces
    @Singleton
    static AttemptTracer tracer(Config config, OpenTelemetry telemetry) {
        return isTracing(config) ? AttemptSpans.on(telemetry) : AttemptSpans.off();
    }

    @Produces
    @Singleton
    static JobListener listener(Metrics metrics) {
        return metrics.jobs();
    }

    @Produces
    @Singleton
    static Objectives objectives(Settings settings, Threads threads) {
        return settings.prometheus()
                .<Objectives>map(
                        prometheus -> new PrometheusObjectives(prometheus, threads.timers(), Clock.systemUTC()))
                .orElseGet(PrometheusObjectives::notConfigured);
    }

    @Produces
    @Singleton
    static Monitoring monitoring(Settings settings, Threads threads) {
        return settings.prometheus()
                .<Monitoring>map(prometheus -> new PrometheusMonitoring(prometheus, threads.waits()))
                .orElseGet(Monitoring::notConfigured);
    }

    /** Whether OpenTelemetry is switched on. If it is off, jobs skip it altogether. */
    static boolean isTracing(Config config) {
        return !config.getOptionalValue("otel.sdk.disabled", Boolean.class).orElse(true);
    }
}
