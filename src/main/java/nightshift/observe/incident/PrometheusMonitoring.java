package nightshift.observe.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import nightshift.incident.Alert;
import nightshift.incident.Build;
import nightshift.incident.Chart;
import nightshift.incident.Figure;
import nightshift.incident.Monitoring;
import nightshift.incident.Window;
import nightshift.observe.incident.ChartQueries.Query;
import nightshift.observe.incident.Episodes.Episode;
import nightshift.observe.prometheus.PrometheusClient;
import nightshift.observe.prometheus.PrometheusConfig;
import tools.jackson.databind.JsonNode;

/** Asks Prometheus for the alerts, versions and charts of some hours, all at once. */
public final class PrometheusMonitoring implements Monitoring {

    private static final Logger LOG = Logger.getLogger(PrometheusMonitoring.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long BODY_MOST = 4 << 20;
    /** Alerts are evaluated this often in the shipped configuration. */
    private static final Duration FINEST = Duration.ofSeconds(15);

    private static final int POINTS_MOST = 1_440;

    private final PrometheusConfig config;
    private final ChartQueries queries;
    private final Executor executor;

    /** @param executor reads and processes the answers */
    public PrometheusMonitoring(PrometheusConfig config, Executor executor) {
        this.config = config;
        this.queries = new ChartQueries(config.namespace());
        this.executor = executor;
    }

    @Override
    public CompletionStage<Monitored> look(Window window) {
        // Reports are rare: a client for each leaves no connection open until the next.
        PrometheusClient client = new PrometheusClient(config, PATIENCE, BODY_MOST, executor);
        Duration fine = fineStep(window);
        Instant first = window.firstPoint(fine);
        Episodes episodes = new Episodes(first, window.to(), fine);
        var alerts =
                found(client, client.range(queries.alerts(fine), first, window.to(), fine), s -> alerts(s, episodes));
        var builds =
                found(client, client.range(queries.builds(fine), first, window.to(), fine), s -> builds(s, episodes));
        var charts = columns(client, window, queries.charts(), window.firstPoint(window.step()), window.step());
        Duration whole = Duration.ofSeconds(Math.max(
                FINEST.toSeconds(), Duration.between(window.from(), window.to()).toSeconds()));
        var figures = columns(client, window, queries.figures(), window.to(), whole);
        return CompletableFuture.allOf(alerts, builds, charts, figures)
                .thenApply(all ->
                        new Monitored(alerts.join(), builds.join(), figures(figures.join()), charts(charts.join())))
                .whenComplete((answer, problem) -> client.close());
    }

    private static Duration fineStep(Window window) {
        long seconds = Duration.between(window.from(), window.to()).toSeconds() / POINTS_MOST;
        return FINEST.multipliedBy(seconds / FINEST.toSeconds() + 1);
    }

    private <T> CompletableFuture<Found<T>> found(
            PrometheusClient client, CompletableFuture<JsonNode> answer, Function<List<Series>, List<T>> read) {
        return answer.thenApply(Series::of)
                .thenApply(series -> Found.all(read.apply(series)))
                .exceptionally(problem -> {
                    String reason = client.reason(problem);
                    LOG.log(Level.WARNING, "Prometheus could not be read for the report of an incident: {0}", reason);
                    // A cause can quote the answer of whatever is at that address.
                    return Found.not("Prometheus cannot be read: " + reason.replaceAll("[^\\w .,:/-]+", "_") + ".");
                });
    }

    private static List<Alert> alerts(List<Series> all, Episodes episodes) {
        List<Alert> alerts = new ArrayList<>();
        for (Series series : all) {
            Map<String, String> others = new HashMap<>(series.labels());
            others.keySet().removeAll(List.of("__name__", "alertname", "alertstate", "severity"));
            for (Episode each : episodes.of(series.values().keySet())) {
                alerts.add(new Alert(
                        series.label("alertname"), series.label("severity"), others, each.began(), each.ended()));
            }
        }
        alerts.sort(Comparator.comparing((Alert alert) -> alert.began().orElse(Instant.EPOCH))
                .thenComparing(Alert::name));
        return alerts;
    }

    private static List<Build> builds(List<Series> all, Episodes episodes) {
        List<Build> builds = new ArrayList<>();
        for (Series series : all) {
            List<Instant> ends =
                    List.of(series.values().firstKey(), series.values().lastKey());
            Episode first = episodes.of(ends.subList(0, 1)).get(0);
            Episode last = episodes.of(ends.subList(1, 2)).get(0);
            double most =
                    series.values().values().stream().mapToDouble(n -> n).max().orElse(0);
            builds.add(new Build(
                    series.label("version"), series.label("revision"), (int) most, first.began(), last.ended()));
        }
        builds.sort(Comparator.comparing(build -> build.appeared().orElse(Instant.EPOCH)));
        return builds;
    }

    /** The values of some queries. */
    private CompletableFuture<Found<Column>> columns(
            PrometheusClient client, Window window, List<Query> asked, Instant first, Duration step) {
        List<CompletableFuture<Found<Column>>> answers = asked.stream()
                .map(query -> found(
                        client,
                        client.range(query.over(step), first, window.to(), step),
                        series -> List.of(new Column(
                                query,
                                series.stream().findFirst().map(Series::values).orElseGet(TreeMap::new)))))
                .toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(all -> new Found<>(
                        answers.stream()
                                .flatMap(each -> each.join().items().stream())
                                .toList(),
                        answers.stream()
                                .flatMap(each -> each.join().problem().stream())
                                .findFirst()));
    }

    /** What a query has found. */
    private record Column(Query query, SortedMap<Instant, Double> values) {

        OptionalDouble at(Instant time) {
            return Stream.ofNullable(values.get(time))
                    .mapToDouble(value -> value)
                    .findFirst();
        }
    }

    private static Found<Figure> figures(Found<Column> columns) {
        return new Found<>(
                columns.items().stream()
                        .map(column -> new Figure(
                                column.query.column().name(),
                                column.query.column().unit(),
                                column.values.values().stream()
                                        .mapToDouble(value -> value)
                                        .findFirst()))
                        .toList(),
                columns.problem());
    }

    private static Found<Chart> charts(Found<Column> columns) {
        Map<String, List<Column>> byChart = new LinkedHashMap<>();
        columns.items()
                .forEach(column -> byChart.computeIfAbsent(column.query.chart(), title -> new ArrayList<>())
                        .add(column));
        List<Chart> charts = new ArrayList<>();
        byChart.forEach((title, of) -> charts.add(new Chart(
                title, of.stream().map(column -> column.query.column()).toList(), rows(of))));
        return new Found<>(charts, columns.problem());
    }

    private static List<Chart.Row> rows(List<Column> columns) {
        return columns.stream()
                .flatMap(column -> column.values.keySet().stream())
                .distinct()
                .sorted()
                .map(time -> new Chart.Row(
                        time, columns.stream().map(column -> column.at(time)).toList()))
                .toList();
    }
}
