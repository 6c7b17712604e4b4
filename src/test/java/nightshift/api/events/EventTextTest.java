package nightshift.api.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.job.Event;
import nightshift.job.JobState;
import nightshift.job.WorkerInfo;
import nightshift.store.StoreHealth;
import nightshift.store.StoreLoss;
import nightshift.store.StoreState;
import nightshift.support.DescribedAnswers;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;

class EventTextTest {

    private static final JobId ID = new JobId(UUID.fromString("019ab3c4-0000-7000-8000-000000000000"));
    private static final Instant START = Instant.parse("2026-01-01T00:00:00.120Z");
    private static final QueueName QUEUE = new QueueName("mail");
    private static final TaskName TASK = new TaskName("mail.send");

    @Test
    void everyEventFitsItsSchema() {
        Set<String> checked = Stream.of(
                        EventText.of(new Event.JobChanged(ID, JobState.READY, QUEUE, TASK), Optional.of("1-0")),
                        EventText.of(new Event.CancelRequested(ID, QUEUE, TASK), Optional.of("1-0")),
                        EventText.of(new Event.QueueChanged(QUEUE, true), Optional.empty()),
                        EventText.of(
                                new Event.ScheduleChanged("nightly", Event.ScheduleChange.FIRED), Optional.of("1-0")),
                        EventText.of(new Event.WorkerChanged("k3v9x2ab", WorkerInfo.State.LOST), Optional.empty()),
                        EventText.of(new Event.OperationChanged(ID), Optional.of("1-0")),
                        EventText.of(new StoreHealth.Status(
                                StoreState.HUNG,
                                START,
                                Optional.of("It does not answer."),
                                "7.4.1",
                                Optional.of(new StoreLoss(StoreLoss.Kind.EMPTIED, START)))),
                        EventText.skipped(17, 3, Optional.empty()),
                        EventText.RESET)
                .map(event -> new String(event, UTF_8))
                .peek(DescribedAnswers::checkEvent)
                .map(event -> event.replaceFirst("(?s).*event: (\\w+)\n.*", "$1"))
                .collect(Collectors.toSet());

        assertThat(checked)
                .containsExactlyInAnyOrder(
                        "job", "queue", "schedule", "worker", "operation", "status", "skipped", "reset");
    }
}
