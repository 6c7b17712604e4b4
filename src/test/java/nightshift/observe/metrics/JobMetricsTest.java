package nightshift.observe.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nightshift.job.Destination;
import nightshift.job.Fingerprint;
import nightshift.job.JobListener.Submit;
import nightshift.job.JobState;
import nightshift.job.Outcome;
import nightshift.store.QueueTask;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;

class JobMetricsTest {

    private static final QueueName MAIL = new QueueName("mail");
    private static final TaskName SEND = new TaskName("send");

    private final RecordingRegistry registry = new RecordingRegistry();
    private final Meters meters = registry.meters();
    private final JobMetrics metrics = new JobMetrics(meters, meters.counter("capped", ""));

    @Test
    void whatIsKnownIsThereAtZero() {
        metrics.know(new QueueTask(MAIL, SEND));

        assertThat(registry.of("nightshift_attempts_total"))
                .hasSize(2 * Outcome.values().length)
                .containsEntry("queue=mail,task=send,outcome=timed_out", 0L);
        assertThat(registry.of("nightshift_jobs_submitted_total"))
                .containsEntry("queue=mail,task=send,result=rejected", 0L);
        assertThat(registry.of("nightshift_jobs_ended_total")).containsEntry("queue=mail,task=send,state=dead", 0L);
        assertThat(registry.of("nightshift_attempt_duration")).containsEntry("queue=mail,task=send", 0L);
        assertThat(registry.of("nightshift_job_wait")).containsEntry("queue=mail", 0L);
        assertThat(metrics.used()).isEmpty();
    }

    @Test
    void countsBreakersThatOpenAndClose() {
        Destination destination = new Destination("api.example.com");
        metrics.breakerChanged(destination, true);
        metrics.breakerChanged(destination, true);
        metrics.breakerChanged(destination, false);

        assertThat(registry.of("nightshift_breaker_changes_total"))
                .containsOnly(Map.entry("to=open", 2L), Map.entry("to=closed", 1L));
    }

    @Test
    void countsFailureGroupsThatBegin() {
        assertThat(registry.of("nightshift_failure_groups_new_total")).containsOnly(Map.entry("", 0L));

        metrics.failureGroupBegan(new Fingerprint("0123456789abcdef"));

        assertThat(registry.of("nightshift_failure_groups_new_total")).containsOnly(Map.entry("", 1L));
    }

    @Test
    void countsUnderQueueAndTask() {
        metrics.submitted(MAIL, SEND, Submit.ACCEPTED);
        metrics.started(MAIL, Duration.ofMillis(3));
        metrics.attempted(MAIL, SEND, Outcome.FAILED, Duration.ofMillis(5));
        metrics.attempted(MAIL, SEND, Outcome.SUCCEEDED, Duration.ofMillis(5));
        metrics.ended(MAIL, SEND, JobState.SUCCEEDED);

        assertThat(registry.of("nightshift_jobs_submitted_total"))
                .containsEntry("queue=mail,task=send,result=accepted", 1L);
        assertThat(registry.of("nightshift_attempts_total"))
                .containsEntry("queue=mail,task=send,outcome=failed", 1L)
                .containsEntry("queue=mail,task=send,outcome=succeeded", 1L);
        assertThat(registry.of("nightshift_attempt_duration")).containsEntry("queue=mail,task=send", 2L);
        assertThat(registry.of("nightshift_job_wait")).containsEntry("queue=mail", 1L);
        assertThat(registry.of("nightshift_jobs_ended_total"))
                .containsEntry("queue=mail,task=send,state=succeeded", 1L);
        assertThat(metrics.used()).containsExactly(new QueueTask(MAIL, SEND));
    }

    @Test
    void tooManyQueuesAndTasksAreCountedTogether() {
        for (int i = 0; i < 10_000; i++) {
            metrics.submitted(new QueueName("queue-" + i % 500), new TaskName("task-" + i), Submit.ACCEPTED);
            metrics.started(new QueueName("queue-" + i % 500), Duration.ZERO);
        }

        int pairs = registry.of("nightshift_attempt_duration").size();
        int queues = registry.of("nightshift_job_wait").size();
        assertThat(queues).isLessThanOrEqualTo(JobMetrics.QUEUES + 1);
        assertThat(pairs).isGreaterThan(25);
        assertThat(31 * queues + TaskMeters.SERIES * pairs).isLessThan(2_100 + 31 + TaskMeters.SERIES);
        assertThat(total("nightshift_jobs_submitted_total")).isEqualTo(10_000);
        assertThat(total("nightshift_job_wait")).isEqualTo(10_000);
        assertThat(registry.of("nightshift_jobs_submitted_total")
                        .get("queue=_other,task=_other,result=accepted")
                        .longValue())
                .isGreaterThan(9_000);
        assertThat(registry.of("capped").get("").longValue()).isGreaterThan(1_000);
    }

    @Test
    void aNameWithoutALabelIsNotLookedUpAgainForEachJob() {
        submitAndStartUnderManyNames();
        long asked = registry.asked();
        long capped = registry.of("capped").get("").longValue();

        submitAndStartUnderManyNames();

        assertThat(registry.asked()).isEqualTo(asked);
        assertThat(registry.of("capped")).as("each name once").containsEntry("", capped);
        assertThat(total("nightshift_job_wait")).isEqualTo(6_000);
    }

    private void submitAndStartUnderManyNames() {
        for (int i = 0; i < 3_000; i++) {
            QueueName queue = new QueueName("queue-" + i % 1_500);
            metrics.submitted(queue, new TaskName("task-" + i), Submit.ACCEPTED);
            metrics.started(queue, Duration.ZERO);
        }
    }

    @Test
    void aNameThatHasALabelKeepsItWhenThereAreTooMany() {
        for (int i = 0; i < 1_000; i++) {
            metrics.submitted(new QueueName("queue-" + i), SEND, Submit.ACCEPTED);
        }
        metrics.submitted(new QueueName("queue-0"), SEND, Submit.ACCEPTED);

        assertThat(registry.of("nightshift_jobs_submitted_total"))
                .containsEntry("queue=queue-0,task=send,result=accepted", 2L);
    }

    @Test
    void fewQueuesLeaveRoomForManyTasks() {
        List<TaskName> tasks =
                IntStream.range(0, 100).mapToObj(i -> new TaskName("task-" + i)).toList();

        tasks.forEach(task -> metrics.know(new QueueTask(QueueName.DEFAULT, task)));

        assertThat(registry.of("nightshift_attempt_duration")).hasSizeGreaterThan(50);
    }

    private long total(String name) {
        return registry.of(name).values().stream().mapToLong(Number::longValue).sum();
    }
}
