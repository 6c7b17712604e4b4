package nightshift.api.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nightshift.job.Event;
import nightshift.job.JobState;
import nightshift.job.WorkerInfo;
import nightshift.store.EventFeed.Batch;
import nightshift.store.StoreHealth;
import nightshift.store.StoreLoss;
import nightshift.store.StoreState;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import nightshift.web.ProblemException;
import nightshift.web.Query;
import org.junit.jupiter.api.Test;

class EventClientTest {

    private static final JobId ID = new JobId(UUID.fromString("019ab3c4-0000-7000-8000-000000000000"));
    private static final Event JOB = new Event.JobChanged(ID, JobState.READY, new QueueName("mail"), new TaskName("t"));
    private static final Event QUEUE = new Event.QueueChanged(new QueueName("mail"), true);
    private static final Event SCHEDULE = new Event.ScheduleChanged("nightly", Event.ScheduleChange.FIRED);
    private static final Event OPERATION = new Event.OperationChanged(ID);
    private static final Event WORKER = new Event.WorkerChanged("abcdefgh", WorkerInfo.State.DRAINING);

    private final List<String> heard = new ArrayList<>();

    private static EventFilter filter(Map<String, String> parameters) {
        Map<String, List<String>> lists = new java.util.HashMap<>();
        parameters.forEach((name, value) -> lists.put(name, List.of(value)));
        return EventFilter.of(new Query(lists));
    }

    private void hear(byte[] text) {
        heard.add(new String(text, UTF_8));
    }

    private EventClient client(Optional<String> cursor) {
        return new EventClient(filter(Map.of()), cursor, this::hear);
    }

    private static EventBatch batch(String cursor, Event... events) {
        return new EventBatch(new Batch(cursor, List.of(events)), Optional.empty());
    }

    @Test
    void theStateOfTheStoreIsSentAtOnceToClientsThatWantIt() {
        byte[] status = EventText.of(new StoreHealth.Status(
                StoreState.REFUSES_WRITES,
                Instant.EPOCH,
                Optional.of("full"),
                "7.0.15",
                Optional.of(new StoreLoss(StoreLoss.Kind.EMPTIED, Instant.EPOCH))));
        client(Optional.of("1-0")).publish(status);
        new EventClient(filter(Map.of("types", "status")), Optional.empty(), this::hear).publish(status);
        new EventClient(filter(Map.of("types", "job")), Optional.empty(), this::hear).publish(status);
        new EventClient(filter(Map.of("queue", "mail")), Optional.empty(), this::hear).publish(status);

        assertThat(heard).hasSize(2).containsOnly("""
                event: status
                data: {"redis":{"state":"REFUSES_WRITES","since":"1970-01-01T00:00:00.000Z","version":"7.0.15","detail":"full",\
                "loss":{"kind":"EMPTIED","at":"1970-01-01T00:00:00.000Z","detail":"Redis came back empty."}},\
                "degraded":[{"what":"redis","since":"1970-01-01T00:00:00.000Z","detail":"full"},\
                {"what":"redis-data","since":"1970-01-01T00:00:00.000Z","detail":"Redis came back empty."}]}

                """);
    }

    @Test
    void eventsAreTextWithThePlaceInTheFeed() {
        EventClient client = client(Optional.empty());
        client.publish(batch("1-0", JOB));
        client.publish(new EventBatch(new Batch("2-0", List.of(QUEUE, WORKER)), Optional.of("1-0")));
        client.publish(batch("3-0", new Event.CancelRequested(ID, new QueueName("mail"), new TaskName("t"))));

        assertThat(heard)
                .containsExactly(
                        "id: 1-0\nevent: job\ndata: {\"id\":\"" + ID
                                + "\",\"state\":\"READY\",\"queue\":\"mail\",\"task\":\"t\"}\n\n",
                        "id: 1-0\nevent: queue\ndata: {\"name\":\"mail\",\"paused\":true}\n\n",
                        "id: 2-0\nevent: worker\ndata: {\"id\":\"abcdefgh\",\"state\":\"DRAINING\"}\n\n",
                        "id: 3-0\nevent: job\ndata: {\"id\":\"" + ID
                                + "\",\"state\":\"RUNNING\",\"queue\":\"mail\",\"task\":\"t\"}\n\n");
    }

    @Test
    void clientsShareWhatIsWritten() {
        List<byte[]> texts = new ArrayList<>();
        EventBatch batch = batch("1-0", JOB, QUEUE, WORKER);
        new EventClient(filter(Map.of()), Optional.empty(), texts::add).publish(batch);
        new EventClient(filter(Map.of()), Optional.empty(), texts::add).publish(batch);
        new EventClient(filter(Map.of("types", "job,worker")), Optional.empty(), texts::add).publish(batch);

        assertThat(texts).hasSize(8);
        assertThat(texts.get(0)).isSameAs(texts.get(3)).isSameAs(texts.get(6));
        assertThat(texts.get(2)).isSameAs(texts.get(5)).isSameAs(texts.get(7));
    }

    @Test
    void inABusyMomentTheRestIsCounted() {
        EventClient client = client(Optional.empty());
        client.publish(batch("1-0", Collections.nCopies(130, JOB).toArray(Event[]::new)));
        client.publish(batch("2-0", QUEUE));
        assertThat(heard).hasSize(101);

        client.tick();
        assertThat(heard).last().isEqualTo("id: 2-0\nevent: skipped\ndata: {\"jobs\":30,\"schedules\":0}\n\n");
        client.publish(batch("3-0", JOB));
        assertThat(heard).hasSize(103);
        client.tick();
        assertThat(heard).hasSize(103);
    }

    @Test
    void schedulesThatFireInABusyMomentAreCountedToo() {
        EventClient client = client(Optional.empty());
        client.publish(batch("1-0", Collections.nCopies(90, JOB).toArray(Event[]::new)));
        client.publish(batch("2-0", Collections.nCopies(15, SCHEDULE).toArray(Event[]::new)));
        client.publish(batch("3-0", JOB));
        client.tick();

        assertThat(heard)
                .hasSize(101)
                .last()
                .isEqualTo("id: 3-0\nevent: skipped\ndata: {\"jobs\":1,\"schedules\":5}\n\n");
    }

    @Test
    void whoComesBackHearsEverythingOnce() {
        EventClient client = client(Optional.of("1-0"));
        client.publish(batch("3-0", JOB));
        assertThat(heard).isEmpty();

        client.comeBack(List.of(batch("2-0", JOB), batch("3-0", JOB), batch("4-0", JOB)));
        client.publish(batch("4-0", JOB));
        client.publish(batch("5-0", JOB));
        assertThat(heard).extracting(text -> text.substring(4, 7)).containsExactly("2-0", "3-0", "4-0", "5-0");
    }

    @Test
    void aClientThatReturnsTooLateGetsAReset() {
        EventClient client = client(Optional.of("1-0"));
        client.publish(batch("9-0", JOB));
        client.comeBackTooLate();

        assertThat(heard).hasSize(2).first().isEqualTo("event: reset\ndata: {}\n\n");
    }

    @Test
    void anInterruptedFeedIsAReset() {
        client(Optional.empty()).publish(batch(""));

        assertThat(heard).containsExactly("event: reset\ndata: {}\n\n");
    }

    @Test
    void filtersNarrow() {
        assertThat(filter(Map.of()).wants(JOB)).isTrue();
        assertThat(filter(Map.of("types", "job,worker")).wants(QUEUE)).isFalse();
        assertThat(filter(Map.of("types", "job,worker")).wants(WORKER)).isTrue();
        assertThat(filter(Map.of("types", "schedule")).wants(SCHEDULE)).isTrue();
        assertThat(filter(Map.of("types", "operation")).wants(OPERATION)).isTrue();
        assertThat(filter(Map.of("types", "job")).wants(OPERATION)).isFalse();
        assertThat(filter(Map.of("queue", "mail")).wants(OPERATION)).isFalse();
        assertThat(filter(Map.of("types", "worker")).wants(SCHEDULE)).isFalse();
        assertThat(filter(Map.of("queue", "mail")).wants(SCHEDULE)).isFalse();
        assertThat(filter(Map.of("job", ID.toString())).wants(JOB)).isTrue();
        assertThat(filter(Map.of("job", UUID.randomUUID().toString())).wants(JOB))
                .isFalse();
        assertThat(filter(Map.of("job", ID.toString())).wants(QUEUE)).isFalse();
        assertThat(filter(Map.of("queue", "mail")).wants(JOB)).isTrue();
        assertThat(filter(Map.of("queue", "mail")).wants(QUEUE)).isTrue();
        assertThat(filter(Map.of("queue", "mail")).wants(WORKER)).isFalse();
        assertThat(filter(Map.of("queue", "other")).wants(JOB)).isFalse();
        for (Map<String, String> wrong :
                List.of(Map.of("types", "jobs"), Map.of("job", "x"), Map.of("queue", "a b"), Map.of("x", "y"))) {
            assertThatThrownBy(() -> filter(wrong)).isInstanceOf(ProblemException.class);
        }
    }
}
