package nightshift.observe.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import nightshift.job.BulkKind;
import nightshift.job.BulkListener;
import nightshift.task.JobId;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** Counts what this server does in bulk jobs. */
final class BulkMetrics implements BulkListener {

    private final Map<BulkKind, Rows> rows;
    private final Map<BulkKind, Timer> chunks;
    private final Map<BulkKind, Map<JobId, Running>> running;

    private record Rows(Counter read, Counter done, Counter rejected) {}

    /** Counts per bulk job: another attempt may begin here before the first has noticed that it lost its lease. */
    private record Running(Instant since, int attempts) {}

    BulkMetrics(Meters meters) {
        rows = new EnumMap<>(Map.of(
                BulkKind.IMPORT,
                        new Rows(
                                rows(meters, BulkKind.IMPORT, "read"),
                                rows(meters, BulkKind.IMPORT, "submitted"),
                                rows(meters, BulkKind.IMPORT, "rejected")),
                // An export rejects nothing.
                BulkKind.EXPORT,
                        new Rows(
                                rows(meters, BulkKind.EXPORT, "read"),
                                rows(meters, BulkKind.EXPORT, "written"),
                                null)));
        chunks = each(kind -> meters.timer(
                "nightshift_bulk_chunk_duration", "Time from one stored chunk of a bulk job to the next", tag(kind)));
        running = each(kind -> new ConcurrentHashMap<>());
        running.forEach((kind, jobs) -> {
            meters.gauge("nightshift_bulk_running", "Bulk jobs that this server works on", jobs::size, tag(kind));
            meters.gauge(
                    "nightshift_bulk_oldest_start_timestamp_seconds",
                    "Since when this server has worked on the one that it began first; 0 if it works on none",
                    () -> oldest(jobs),
                    tag(kind));
        });
    }

    private static Counter rows(Meters meters, BulkKind kind, String result) {
        return meters.counter(
                "nightshift_bulk_rows_total",
                "Rows of imports and jobs of exports that are done and stored",
                tag(kind),
                new Tag("result", result));
    }

    private static Tag tag(BulkKind kind) {
        return new Tag("kind", TaskMeters.lower(kind));
    }

    private static <T> Map<BulkKind, T> each(Function<BulkKind, T> make) {
        Map<BulkKind, T> all = new EnumMap<>(BulkKind.class);
        for (BulkKind kind : BulkKind.values()) {
            all.put(kind, make.apply(kind));
        }
        return all;
    }

    private static double oldest(Map<JobId, Running> jobs) {
        return jobs.values().stream()
                        .mapToLong(job -> job.since.toEpochMilli())
                        .min()
                        .orElse(0)
                / 1000.0;
    }

    @Override
    public void rows(BulkKind kind, long read, long submitted, long rejected) {
        Rows counters = rows.get(kind);
        counters.read.inc(read);
        counters.done.inc(submitted);
        if (counters.rejected != null) {
            counters.rejected.inc(rejected);
        }
    }

    @Override
    public void chunk(BulkKind kind, Duration duration) {
        chunks.get(kind).update(duration);
    }

    @Override
    public void running(BulkKind kind, JobId id, Instant startedAt) {
        running.get(kind)
                .merge(id, new Running(startedAt, 1), (first, more) -> new Running(first.since, first.attempts + 1));
    }

    @Override
    public void ended(BulkKind kind, JobId id) {
        running.get(kind)
                .computeIfPresent(
                        id, (same, job) -> job.attempts == 1 ? null : new Running(job.since, job.attempts - 1));
    }
}
