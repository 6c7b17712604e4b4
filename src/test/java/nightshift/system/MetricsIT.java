package nightshift.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nightshift.support.ApiClient;
import nightshift.support.Exposition;
import nightshift.support.Exposition.Series;
import nightshift.support.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The metrics of a server of its own, whose Redis can be taken away and which takes jobs for any task. */
class MetricsIT {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`nightshift_[^|]*) \\| (\\w+) \\|([^|]*)\\|");
    private static final int MANY = 10_000;
    private static final int MOST_SERIES = 7_000;
    private static final List<String> OF_ALL_SERVERS = List.of(
            "nightshift_queue_jobs",
            "nightshift_queue_oldest_ready_timestamp_seconds",
            "nightshift_queue_paused",
            "nightshift_workers",
            "nightshift_unroutable_jobs",
            "nightshift_cluster_stats_timestamp_seconds");

    @RegisterExtension
    static final RedisServer REDIS = RedisServer.durable();

    private static ServerProcess server;
    private static ApiClient api;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        server = ServerProcess.create(
                "metrics",
                Map.of(
                        "NIGHTSHIFT_REDIS_URL",
                        REDIS.url().toString(),
                        "NIGHTSHIFT_UNKNOWN_TASKS",
                        "queue",
                        "NIGHTSHIFT_CANARY_EVERY",
                        "PT1M"));
        server.start();
        api = new ApiClient(server.url(), ServerProcess.KEY);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Exposition metrics() throws IOException, InterruptedException {
        return new Exposition(HTTP.send(
                        HttpRequest.newBuilder(server.url().resolve("/metrics")).build(), BodyHandlers.ofString())
                .body());
    }

    private static Exposition metricsWithThoseOfAllServers() {
        return await("a reading of all servers")
                .atMost(Duration.ofSeconds(30))
                .until(
                        MetricsIT::metrics,
                        read -> !read.of("nightshift_cluster_stats_timestamp_seconds")
                                .isEmpty());
    }

    /** A row of the manual: the values of a label are empty where they are not all known. */
    private record Documented(String type, Map<String, Set<String>> labels) {}

    private static Map<String, Documented> documented() throws IOException {
        Map<String, Documented> metrics = new TreeMap<>();
        for (MatchResult row : ROW.matcher(Files.readString(Path.of("docs/metrics.md")))
                .results()
                .toList()) {
            Map<String, Set<String>> labels = new TreeMap<>();
            for (String label : row.group(3).split(",")) {
                if (!label.isBlank()) {
                    String[] parts = label.strip().split("=", 2);
                    labels.put(
                            parts[0],
                            parts.length == 1
                                    ? Set.of()
                                    : Set.of(parts[1].replace("`", "").split(" ")));
                }
            }
            for (String name : row.group(1).replace("`", "").split(", ")) {
                metrics.put(name, new Documented(row.group(2), labels));
            }
        }
        return metrics;
    }

    @Test
    void theManualHasWhatTheServerHas() throws Exception {
        api.post("jobs", "{\"task\":\"demo.noop\"}");
        await("the first queue")
                .atMost(Duration.ofSeconds(30))
                .until(() -> !metrics().of("nightshift_queue_jobs").isEmpty());
        Exposition exported = metrics();
        Map<String, Documented> documented = documented();

        Map<String, String> types = exported.types().entrySet().stream()
                .filter(metric -> metric.getKey().startsWith("nightshift_") && !isMaximum(metric.getKey(), exported))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertThat(types)
                .containsExactlyInAnyOrderEntriesOf(documented.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, metric -> metric.getValue().type())));
        documented.forEach((name, metric) -> assertThat(exported.of(name))
                .as(name)
                .isNotEmpty()
                .allSatisfy(series -> assertThat(series.labels().keySet())
                        .containsExactlyInAnyOrderElementsOf(
                                union(metric.labels().keySet(), Set.of("mp_scope")))));
        documented.forEach((name, metric) -> metric.labels().forEach((label, values) -> {
            if (!values.isEmpty()) {
                assertThat(exported.of(name).stream()
                                .map(series -> series.labels().get(label))
                                .collect(Collectors.toSet()))
                        .as(name + " " + label)
                        .isEqualTo(values);
            }
        }));
    }

    private static boolean isMaximum(String name, Exposition exported) {
        return name.endsWith("_max") && "histogram".equals(exported.types().get(name.substring(0, name.length() - 4)));
    }

    private static Set<String> union(Collection<String> some, Collection<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    @Test
    void whatIsKnownIsThereAtZero() throws Exception {
        Exposition read = metricsWithThoseOfAllServers();

        for (String task : List.of("demo.sleep", "http.request")) {
            Map<String, String> labels = Map.of("queue", "default", "task", task);
            assertThat(read.of("nightshift_attempts_total"))
                    .filteredOn(series -> has(series, labels))
                    .hasSize(6);
            assertThat(read.of("nightshift_jobs_ended_total"))
                    .filteredOn(series -> has(series, labels))
                    .hasSize(4);
            assertThat(read.of("nightshift_attempt_duration_seconds"))
                    .filteredOn(series -> has(series, labels))
                    .hasSize(1);
        }
        assertThat(read.of("nightshift_http_request_duration_seconds"))
                .anyMatch(series ->
                        has(series, Map.of("method", "POST", "route", "/api/v1/jobs/{id}:retry", "code", "503")));
    }

    private static boolean has(Series series, Map<String, String> labels) {
        return series.labels().entrySet().containsAll(labels.entrySet());
    }

    @Test
    void promtoolHasNothingToSay() throws Exception {
        Path promtool = Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "promtool"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeThat(promtool).as("promtool, of the Debian package prometheus").isNotNull();

        Process check = new ProcessBuilder(promtool.toString(), "check", "metrics")
                .redirectErrorStream(true)
                .start();
        try (var in = check.outputWriter()) {
            in.write(metricsWithThoseOfAllServers().lines("nightshift_"));
        }

        assertThat(new String(check.getInputStream().readAllBytes())).isEmpty();
        assertThat(check.waitFor()).isZero();
    }

    @Test
    void requestsAreCountedByTheirRouteAndWithoutTheWaitForAJob() throws Exception {
        Map<String, String> waits = Map.of("method", "GET", "route", "/api/v1/jobs/{id}", "code", "200");
        double before = seconds(waits);

        String id = api.post("jobs", "{\"task\":\"demo.sleep\",\"args\":{\"duration\":\"PT3S\"}}")
                .json()
                .get("id")
                .asString();
        api.get("jobs/" + id + "?wait=PT20S");
        api.get("jobs/nothing");
        api.get("nothing");

        Exposition read = await().atMost(Duration.ofSeconds(60))
                .until(MetricsIT::metrics, now -> now.sum("nightshift_http_request_duration_seconds", waits) > 0);
        assertThat(seconds(waits) - before).isLessThan(2.5);
        assertThat(read.sum(
                        "nightshift_http_request_duration_seconds",
                        Map.of("method", "GET", "route", "/api/v1/jobs/{id}", "code", "404")))
                .isPositive();
        assertThat(read.sum(
                        "nightshift_http_request_duration_seconds",
                        Map.of("method", "GET", "route", "other", "code", "404")))
                .isPositive();
        assertThat(read.sum("nightshift_http_request_duration_seconds", Map.of("route", "/api/v1/jobs", "code", "201")))
                .isPositive();
    }

    private static double seconds(Map<String, String> labels) throws IOException, InterruptedException {
        return metrics().sum("nightshift_http_request_duration_seconds_sum", labels);
    }

    @Test
    void aStreamOfEventsIsAnsweredWhenItBegins() throws Exception {
        Map<String, String> events = Map.of("route", "/api/v1/events", "code", "200");
        double before = metrics().sum("nightshift_http_request_duration_seconds", events);

        HttpResponse<java.io.InputStream> stream = HTTP.send(
                HttpRequest.newBuilder(server.url().resolve("/api/v1/events"))
                        .header("Authorization", "Bearer " + ServerProcess.KEY)
                        .build(),
                BodyHandlers.ofInputStream());

        Exposition read = await().atMost(Duration.ofSeconds(60))
                .until(
                        MetricsIT::metrics,
                        now -> now.sum("nightshift_http_request_duration_seconds", events) == before + 1);
        assertThat(read.sum("nightshift_sse_clients", Map.of())).isPositive();
        stream.body().close();
    }

    @Test
    void whatClientsInventDoesNotGrowTheMetricsBeyondTheirBound() throws Exception {
        long platform = metrics().count(name -> !name.startsWith("nightshift_"));

        String lines = IntStream.range(0, MANY)
                .mapToObj(i ->
                        "{\"task\":\"made.up" + i + "\",\"queue\":\"" + (i < 200 ? "queue-" + i : "made-up") + "\"}")
                .collect(Collectors.joining("\n"));
        assertThat(api.postLines("jobs:batchCreate", lines).text().lines().filter(line -> line.contains("\"id\"")))
                .hasSize(MANY);
        send(IntStream.range(0, MANY)
                .mapToObj(i -> HttpRequest.newBuilder(server.url().resolve(path(i)))
                        .header("Host", "host-" + i + ".example")
                        .method("M" + i, BodyPublishers.noBody())
                        .build())
                .toList());
        Exposition read = await("a reading with many queues")
                .atMost(Duration.ofSeconds(30))
                .until(
                        MetricsIT::metrics,
                        now -> now.sum("nightshift_queue_jobs", Map.of("queue", "_other", "state", "ready")) > 100);

        assertThat(read.count(name -> name.startsWith("nightshift_"))).isLessThan(MOST_SERIES);
        assertThat(read.count(name -> !name.startsWith("nightshift_"))).isLessThan(platform + 100);
        assertThat(read.count(name -> name.startsWith("http_server_request"))).isZero();
        assertThat(read.count(name -> name.startsWith("threadpool_") || name.startsWith("memory_")))
                .isPositive();
        assertThat(read.sum("nightshift_metric_labels_capped_total", Map.of())).isPositive();
        assertThat(read.sum("nightshift_jobs_submitted_total", Map.of("result", "accepted")))
                .isGreaterThanOrEqualTo(MANY);
        assertThat(read.sum("nightshift_unroutable_jobs", Map.of())).isPositive();
        assertThat(read.sum("nightshift_http_request_duration_seconds", Map.of("method", "other")))
                .isGreaterThanOrEqualTo(MANY);

        List<Double> scrapes = scrape(20);
        System.out.printf(
                "%d series of ours, %d of Open Liberty; a scrape takes %.0f ms (median of 20), %.0f ms at worst%n",
                read.count(name -> name.startsWith("nightshift_")),
                read.count(name -> !name.startsWith("nightshift_")),
                scrapes.get(10),
                scrapes.get(19));
        assertThat(scrapes.get(0))
                .as("the others have to wait for whatever else the machine does")
                .isLessThan(100);
    }

    private static String path(int i) {
        return (i % 2 == 0 ? "/api/v1/jobs/made-up-" : "/made-up-") + i;
    }

    /** Sends many requests, a few at once. */
    private static void send(List<HttpRequest> requests) throws InterruptedException {
        Semaphore free = new Semaphore(16);
        for (HttpRequest request : requests) {
            free.acquire();
            CompletableFuture<?> answer = HTTP.sendAsync(request, BodyHandlers.discarding());
            answer.whenComplete((response, failure) -> free.release());
        }
        assertThat(free.tryAcquire(16, 60, TimeUnit.SECONDS)).isTrue();
    }

    /** How long scrapes took in ms, the shortest first. */
    private static List<Double> scrape(int times) throws IOException, InterruptedException {
        for (int i = 0; i < times; i++) {
            metrics();
        }
        Double[] took = new Double[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            HTTP.send(HttpRequest.newBuilder(server.url().resolve("/metrics")).build(), BodyHandlers.ofString());
            took[i] = (System.nanoTime() - start) / 1e6;
        }
        return Arrays.stream(took).sorted().toList();
    }

    @Test
    void whatIsReadOfAllServersIsAwayWhileRedisIs() throws Exception {
        metricsWithThoseOfAllServers();

        REDIS.close();
        try {
            // The metrics go one by one, so a scrape may still see some of them.
            await("no numbers that stand still").atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                Exposition without = metrics();
                assertThat(OF_ALL_SERVERS)
                        .allSatisfy(name -> assertThat(without.of(name)).isEmpty());
                assertThat(without.sum("nightshift_redis_up", Map.of())).isZero();
                assertThat(without.sum("nightshift_redis_errors_total", Map.of("kind", "unreachable")))
                        .isPositive();
                assertThat(without.sum("nightshift_log_messages_total", Map.of("level", "warning")))
                        .isPositive();
            });
        } finally {
            REDIS.start();
        }
        metricsWithThoseOfAllServers();
    }
}
