package nightshift.observe.objectives;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.job.Objectives;

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
    private static final int DETAIL_MOST = 200;

    private HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();
    private final HttpRequest request;
    private final Executor executor;
    private final Clock clock;
    private CompletableFuture<Report> latest;
    private Instant asked;
    private volatile Report lastAnswer;
    private volatile boolean silent;

    /** @param executor reads and processes the answers */
    public PrometheusObjectives(PrometheusConfig config, Executor executor, Clock clock) {
        String query = URLEncoder.encode(ObjectiveSamples.query(config.namespace()), StandardCharsets.UTF_8);
        this.request = HttpRequest.newBuilder(URI.create(config.url() + "/api/v1/query?query=" + query))
                .header("Accept", "application/json")
                .timeout(PATIENCE)
                .build();
        this.executor = executor;
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
        if (http == null) {
            return CompletableFuture.completedFuture(
                    withoutAnswer(new IllegalStateException("this server is stopping")));
        }
        CompletableFuture<HttpResponse<byte[]>> call = http.sendAsync(request, head -> new LimitedBody(BODY_MOST));
        // The time limit of the request ends with its headers; this one holds for the body too.
        return call.copy()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, problem) -> call.cancel(true))
                .thenApplyAsync(this::read, executor)
                .exceptionally(this::withoutAnswer);
    }

    /** Before Java 21 a client cannot be closed: its threads end once it is unreachable. */
    @Override
    public synchronized void close() {
        Object released = http;
        http = null;
        if (released instanceof AutoCloseable client) {
            try {
                client.close();
            } catch (Exception e) {
                LOG.log(Level.WARNING, "The connections to Prometheus could not be closed", e);
            }
        }
    }

    private Report read(HttpResponse<byte[]> answer) {
        // an error has a body too, which says more than its status
        if (answer.statusCode() / 100 == 3 || answer.body().length == 0) {
            throw new IllegalArgumentException("it answered " + answer.statusCode());
        }
        List<Objective> items;
        try {
            items = ObjectiveSamples.read(answer.body()).objectives();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("it answered " + answer.statusCode() + ": " + e.getMessage(), e);
        }
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
        String detail = "Prometheus cannot be read: "
                + reason(thrown instanceof CompletionException ? thrown.getCause() : thrown);
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

    private static String reason(Throwable problem) {
        if (problem instanceof TimeoutException || problem instanceof HttpTimeoutException) {
            return "no answer within " + PATIENCE.toSeconds() + " s";
        }
        String message = Optional.ofNullable(problem.getMessage()).orElse("no connection");
        return message.length() > DETAIL_MOST ? message.substring(0, DETAIL_MOST) : message;
    }
}
