package nightshift.observe.prometheus;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends queries to Prometheus. An answer that takes too long, or is too large, is a failure. */
public final class PrometheusClient implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PrometheusClient.class.getName());
    private static final JsonMapper JSON = new JsonMapper();
    private static final int DETAIL_MOST = 200;

    private final URI base;
    private final Duration patience;
    private final long bytesMost;
    private final Executor executor;
    private HttpClient http;

    /**
     * A client of one Prometheus.
     *
     * @param patience  how long an answer may take
     * @param bytesMost how large an answer may be
     * @param executor  reads and processes the answers
     */
    public PrometheusClient(PrometheusConfig config, Duration patience, long bytesMost, Executor executor) {
        this.base = config.url();
        this.patience = patience;
        this.bytesMost = bytesMost;
        this.executor = executor;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
    }

    /** The series of a query at this moment. Fails with an exception that {@link #reason} can explain. */
    public CompletableFuture<JsonNode> query(String query) {
        return get("/api/v1/query?query=" + encoded(query));
    }

    /**
     * The series of a query over some time. Fails with an exception that {@link #reason} can explain.
     *
     * @param first the first point
     * @param last  no point comes after it
     * @param step  between two points, whole seconds
     */
    public CompletableFuture<JsonNode> range(String query, Instant first, Instant last, Duration step) {
        return get("/api/v1/query_range?query=" + encoded(query) + "&start=" + first + "&end=" + last + "&step="
                + step.toSeconds());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private synchronized CompletableFuture<JsonNode> get(String path) {
        if (http == null) {
            return CompletableFuture.failedFuture(new IllegalStateException("this server is stopping"));
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", "application/json")
                .timeout(patience)
                .build();
        CompletableFuture<HttpResponse<byte[]>> call = http.sendAsync(request, head -> new LimitedBody(bytesMost));
        // The time limit of the request ends with its headers; this one holds for the body too.
        return call.copy()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, problem) -> call.cancel(true))
                .thenApplyAsync(PrometheusClient::series, executor);
    }

    /** @throws IllegalArgumentException if this is not an answer of Prometheus to a query, or reports an error */
    private static JsonNode series(HttpResponse<byte[]> answer) {
        String status = "it answered " + answer.statusCode();
        // an error has a body too, which says more than its status
        if (answer.statusCode() / 100 == 3 || answer.body().length == 0) {
            throw new IllegalArgumentException(status);
        }
        JsonNode root;
        try {
            root = JSON.readTree(answer.body());
        } catch (JacksonException e) {
            throw new IllegalArgumentException(status + ": its answer is not JSON", e);
        }
        JsonNode result = root.at("/data/result");
        if (!root.path("status").asString("").equals("success") || !result.isArray()) {
            throw new IllegalArgumentException(
                    status + ": " + root.path("error").asString("its answer is not that of Prometheus"));
        }
        return result;
    }

    /** Why a query failed, in at most 200 characters: {@code no answer within 2 s}. */
    public String reason(Throwable thrown) {
        Throwable problem = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        if (problem instanceof TimeoutException || problem instanceof HttpTimeoutException) {
            return "no answer within " + patience.toSeconds() + " s";
        }
        String message = Optional.ofNullable(problem.getMessage()).orElse("no connection");
        return message.length() > DETAIL_MOST ? message.substring(0, DETAIL_MOST) : message;
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
}
