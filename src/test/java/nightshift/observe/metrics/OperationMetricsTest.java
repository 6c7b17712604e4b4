package nightshift.observe.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nightshift.job.ActionResult;
import nightshift.job.JobAction;
import nightshift.job.OperationListener.End;
import org.junit.jupiter.api.Test;

class OperationMetricsTest {

    private final RecordingRegistry registry = new RecordingRegistry();
    private final OperationMetrics metrics = new OperationMetrics(registry.meters());

    @Test
    void resultsAreCountedByAction() {
        metrics.done(
                JobAction.Kind.RETRY,
                List.of(
                        ActionResult.DONE,
                        ActionResult.DONE,
                        ActionResult.UNIQUE_KEY_HELD,
                        ActionResult.UNREADABLE,
                        ActionResult.NEWER));

        assertThat(registry.of("nightshift_operation_jobs_total"))
                .hasSize(15)
                .containsEntry("action=retry,result=done", 2L)
                .containsEntry("action=retry,result=skipped", 1L)
                .containsEntry("action=retry,result=failed", 1L)
                .containsEntry("action=move,result=done", 0L);
    }

    @Test
    void endsAreCounted() {
        metrics.ended(JobAction.Kind.RETRY, End.STOPPED);

        assertThat(registry.of("nightshift_operations_ended_total"))
                .hasSize(10)
                .containsEntry("action=retry,result=stopped", 1L)
                .containsEntry("action=retry,result=succeeded", 0L);
    }
}
