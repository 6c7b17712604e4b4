package nightshift.observe.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import nightshift.job.BulkKind;
import nightshift.task.JobId;
import org.junit.jupiter.api.Test;

class BulkMetricsTest {

    private static final JobId ID =
            JobId.parse("0198f0c0-0000-7000-8000-000000000001").orElseThrow();
    private static final JobId OTHER =
            JobId.parse("0198f0c0-0000-7000-8000-000000000002").orElseThrow();
    private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00.500Z");
    private static final double BEGAN_SECONDS = 1_767_225_600.5;

    private final RecordingRegistry registry = new RecordingRegistry();
    private final BulkMetrics metrics = new BulkMetrics(registry.meters());

    @Test
    void whatCanHappenIsThereAtZero() {
        assertThat(registry.of("nightshift_bulk_rows_total"))
                .isEqualTo(Map.of(
                        "kind=import,result=read",
                        0L,
                        "kind=import,result=submitted",
                        0L,
                        "kind=import,result=rejected",
                        0L,
                        "kind=export,result=read",
                        0L,
                        "kind=export,result=written",
                        0L));
        assertThat(registry.of("nightshift_bulk_chunk_duration"))
                .isEqualTo(Map.of("kind=import", 0L, "kind=export", 0L, "kind=operation", 0L));
        assertThat(registry.of("nightshift_bulk_running"))
                .isEqualTo(Map.of("kind=import", 0, "kind=export", 0, "kind=operation", 0));
        assertThat(registry.of("nightshift_bulk_oldest_start_timestamp_seconds"))
                .isEqualTo(Map.of("kind=import", 0.0, "kind=export", 0.0, "kind=operation", 0.0));
    }

    @Test
    void rowsAndChunksAddUp() {
        metrics.rows(BulkKind.IMPORT, 500, 490, 10);
        metrics.rows(BulkKind.IMPORT, 100, 99, 1);
        metrics.chunk(BulkKind.IMPORT, Duration.ofMillis(20));
        metrics.rows(BulkKind.EXPORT, 1_000, 7, 0);

        assertThat(registry.of("nightshift_bulk_rows_total"))
                .isEqualTo(Map.of(
                        "kind=import,result=read",
                        600L,
                        "kind=import,result=submitted",
                        589L,
                        "kind=import,result=rejected",
                        11L,
                        "kind=export,result=read",
                        1_000L,
                        "kind=export,result=written",
                        7L));
        assertThat(registry.of("nightshift_bulk_chunk_duration"))
                .isEqualTo(Map.of("kind=import", 1L, "kind=export", 0L, "kind=operation", 0L));
    }

    @Test
    void theOneThatBeganFirstIsShownUntilItHasEnded() {
        metrics.running(BulkKind.EXPORT, ID, BEGAN);
        metrics.running(BulkKind.EXPORT, OTHER, BEGAN.plusSeconds(60));

        assertThat(running()).containsEntry("kind=export", 2).containsEntry("kind=import", 0);
        assertThat(oldest()).containsEntry("kind=export", BEGAN_SECONDS).containsEntry("kind=import", 0.0);

        metrics.ended(BulkKind.EXPORT, ID);

        assertThat(running()).containsEntry("kind=export", 1);
        assertThat(oldest()).containsEntry("kind=export", BEGAN_SECONDS + 60);
    }

    @Test
    void anAttemptThatEndsLateDoesNotHideTheNext() {
        metrics.running(BulkKind.IMPORT, ID, BEGAN);
        metrics.running(BulkKind.IMPORT, ID, BEGAN.plusSeconds(60));
        metrics.ended(BulkKind.IMPORT, ID);

        assertThat(running()).containsEntry("kind=import", 1);

        metrics.ended(BulkKind.IMPORT, ID);
        metrics.ended(BulkKind.IMPORT, ID);

        assertThat(running()).containsEntry("kind=import", 0);
        assertThat(oldest()).containsEntry("kind=import", 0.0);
    }

    private Map<String, Number> running() {
        return registry.of("nightshift_bulk_running");
    }

    private Map<String, Number> oldest() {
        return registry.of("nightshift_bulk_oldest_start_timestamp_seconds");
    }
}
