package nightshift.observe.objectives;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.logging.Logger;
import nightshift.job.Objectives;
import nightshift.observe.prometheus.PrometheusClient;
import nightshift.observe.prometheus.PrometheusConfig;
import tools.jackson.databind.JsonNode;

/**
 * Asks Prometheus for the state of the objectives, at most twice a minute whatever the demand. While Prometheus does
 * not answer, its last answer is returned for some minutes, with its age.
 */
public final class PrometheusObjectives implements Objectives {

    private static final Logger LOG = Logger.getLogger(PrometheusObjectives.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final Duration TOLD_WITHOUT_ANSWER = Duration.ofMinutes(10);
    private static final long BODY_MOST = 1 << 20;

    private final PrometheusClient prometheus;
    private final String query;
    private final Clock clock;
    private CompletableFuture<Report> latest;
    private Instant asked;
    private volatile Report lastAnswer;
    private volatile boolean silent;

    /** @param executor reads and processes the answers */
    public PrometheusObjectives(PrometheusConfig config, Executor executor, Clock clock) {
        this.prometheus = new PrometheusClient(config, PATIENCE, BODY_MOST, executor);
        this.query = ObjectiveSamples.query(config.namespace());
        this.clock = clock;
    }

    /** The objectives of an installation that has no address of a Prometheus. */
    public static Objectives notConfigured() {
        return () -> CompletableFuture.completedFuture(new Report(
                List.of(),
                new Source(
                        Source.State.NOT_CONFIGURED,
                        Optional.of(
                                "Set nightshift.prometheus.url (NIGHTSHIFT_PROMETHEUS_URL) to see how much error budget is left"),
                        Optional.empty())));
    }

    @Override
    public synchronized CompletionStage<Report> report() {
        if (latest == null || latest.isDone() && clock.instant().isAfter(asked.plus(FRESH))) {
            asked = clock.instant();
            latest = ask();
        }
        return latest;
    }

    private CompletableFuture<Report> ask() {
        return prometheus.query(query).thenApply(this::read).exceptionally(this::withoutAnswer);
    }

    @Override
    public void close() {
        prometheus.close();
    }

    private Report read(JsonNode series) {
        List<Objective> items = ObjectiveSamples.of(series).objectives();
        Optional<String> nothing = Optional.of(
                        "Prometheus has no objectives: its rules are missing, or have not run yet")
                .filter(text -> items.isEmpty());
        lastAnswer = new Report(items, new Source(Source.State.OK, nothing, Optional.of(clock.instant())));
        if (silent) {
            silent = false;
            LOG.info("Prometheus reports the objectives again");
        }
        return lastAnswer;
    }

    private Report withoutAnswer(Throwable thrown) {
        String detail = "Prometheus cannot be read: " + prometheus.reason(thrown);
        if (!silent) {
            silent = true;
            LOG.warning("The objectives are not known: " + detail);
        }
        Instant tooOld = clock.instant().minus(TOLD_WITHOUT_ANSWER);
        Optional<Report> before = Optional.ofNullable(lastAnswer)
                .filter(report -> report.source().asOf().orElseThrow().isAfter(tooOld));
        return new Report(
                before.map(Report::items).orElse(List.of()),
                new Source(
                        Source.State.UNAVAILABLE,
                        Optional.of(detail),
                        before.flatMap(report -> report.source().asOf())));
    }
}
