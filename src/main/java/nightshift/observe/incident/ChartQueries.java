package nightshift.observe.incident;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nightshift.incident.Chart.Column;
import nightshift.incident.Unit;

/** The queries behind the charts and figures of a report, in PromQL. */
final class ChartQueries {

    private static final String SUBMITS = "nightshift_http_request_duration_seconds_count{method=\"POST\","
            + "route=~\"/api/v1/jobs|/api/v1/jobs:batchCreate\",code=\"503\"%s}";
    private static final String CALLS = "nightshift_http_request_duration_seconds_bucket{route=~\"/api/.*\","
            + "route!~\"/api/v1/(session|events|jobs:batchCreate)\"%s}";

    private final String namespace;

    /** @param namespace the only one to look at; empty for all together */
    ChartQueries(Optional<String> namespace) {
        this.namespace = namespace.map(name -> ",namespace=\"" + name + "\"").orElse("");
    }

    /**
     * A column of a chart, or a figure.
     *
     * @param chart  title of the chart
     * @param column what to call the values
     * @param promQl gives one series; in it, {@code $step} is the time that a value stands for
     */
    record Query(String chart, Column column, String promQl) {

        String over(Duration step) {
            return promQl.replace("$step", step.toSeconds() + "s");
        }
    }

    /** The alerts that fired within the time before each point. */
    String alerts(Duration step) {
        return "max_over_time(ALERTS{alertstate=\"firing\"" + namespace + "}[" + step.toSeconds() + "s])";
    }

    /** How many servers of each version ran within the time before each point. */
    String builds(Duration step) {
        return "count by (version, revision) (max_over_time(" + of("nightshift_build_info{version=~\".+\"%s}") + "["
                + step.toSeconds() + "s]))";
    }

    /** The columns of all charts; those of one chart follow each other. */
    List<Query> charts() {
        String jobs = "Jobs";
        String queues = "Queues and workers";
        String times = "Times";
        return List.of(
                count(jobs, "submitted", increase("nightshift_jobs_submitted_total{result=\"accepted\"%s}")),
                count(jobs, "submits refused", increase(SUBMITS)),
                count(jobs, "succeeded", increase("nightshift_jobs_ended_total{state=\"succeeded\"%s}")),
                count(
                        jobs,
                        "failed attempts",
                        increase("nightshift_attempts_total{outcome=~\"failed|timed_out|lost\"%s}")),
                count(jobs, "became dead", increase("nightshift_jobs_ended_total{state=\"dead\"%s}")),
                count(queues, "ready at most", most("queue:nightshift_queue_jobs:max{state=\"ready\"%s}")),
                count(
                        queues,
                        "to be tried again at most",
                        most("queue:nightshift_queue_jobs:max{state=\"retrying\"%s}")),
                new Query(
                        queues,
                        new Column("oldest wait at most", Unit.SECONDS),
                        "max(max_over_time(" + of("queue:nightshift_queue_oldest_ready_age:seconds{queue=~\".*\"%s}")
                                + "[$step]))"),
                count(
                        queues,
                        "live workers at least",
                        "min_over_time(sum(" + of("state:nightshift_workers:max{state=\"live\"%s}") + ")[$step:30s])"),
                quantile(times, "p95 of waits", 0.95, "nightshift_job_wait_seconds_bucket{queue=~\".*\"%s}"),
                quantile(times, "p95 of attempts", 0.95, "nightshift_attempt_duration_seconds_bucket{queue=~\".*\"%s}"),
                quantile(times, "p95 of API calls", 0.95, CALLS),
                quantile(
                        times,
                        "p99 of calls to Redis",
                        0.99,
                        "nightshift_redis_call_duration_seconds_bucket{script=~\".*\"%s}"),
                new Query(
                        times,
                        new Column("Redis was up", Unit.SHARE),
                        "avg(avg_over_time(" + of("nightshift_redis_up{job=~\".*\"%s}") + "[$step]))"));
    }

    /** Numbers about the whole time, which is their step. */
    List<Query> figures() {
        return List.of(
                figure(
                        "Submitted jobs",
                        Unit.COUNT,
                        increase("nightshift_jobs_submitted_total{result=\"accepted\"%s}")),
                figure("Submits refused (503)", Unit.COUNT, increase(SUBMITS)),
                figure("Jobs that became dead", Unit.COUNT, increase("nightshift_jobs_ended_total{state=\"dead\"%s}")),
                figure(
                        "Jobs rescued from lost workers, which start more than once",
                        Unit.COUNT,
                        increase("nightshift_rescues_total{job=~\".*\"%s}")),
                figure(
                        "Longest wait of a ready job",
                        Unit.SECONDS,
                        "max(max_over_time(" + of("queue:nightshift_queue_oldest_ready_age:seconds{queue=~\".*\"%s}")
                                + "[$step]))"),
                figure(
                        "Time in which Redis was up, by all servers",
                        Unit.SHARE,
                        "avg(avg_over_time(" + of("nightshift_redis_up{job=~\".*\"%s}") + "[$step]))"));
    }

    private static Query count(String chart, String column, String promQl) {
        return new Query(chart, new Column(column, Unit.COUNT), promQl);
    }

    private static Query figure(String name, Unit unit, String promQl) {
        return new Query("", new Column(name, unit), promQl);
    }

    private Query quantile(String chart, String column, double share, String buckets) {
        return new Query(
                chart,
                new Column(column, Unit.SECONDS),
                "histogram_quantile(" + share + ", sum by (le) (rate(" + of(buckets) + "[$step])))");
    }

    private String increase(String counter) {
        return "sum(increase(" + of(counter) + "[$step]))";
    }

    /** The highest sum within a step, so that a peak of minutes shows in a row of half an hour. */
    private String most(String gauge) {
        return "max_over_time(sum(" + of(gauge) + ")[$step:30s])";
    }

    /** @param selector with {@code %s} where a matcher can follow */
    private String of(String selector) {
        return selector.replace("%s", namespace);
    }
}
