package nightshift.redis;

import static nightshift.redis.TestStore.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import nightshift.job.Claimed;
import nightshift.job.Event;
import nightshift.job.JobState;
import nightshift.job.Outcome;
import nightshift.job.Submission;
import nightshift.store.ChangeResult;
import nightshift.store.ClaimRequest;
import nightshift.store.StoreListener;
import nightshift.store.SubmitResult;
import nightshift.support.RedisCluster;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The store in a cluster: everything is in one slot. */
class ClusterTest {

    @RegisterExtension
    static final RedisCluster CLUSTER = new RedisCluster();

    private final String namespace = UUID.randomUUID().toString();
    private final List<StoreListener.Failure> failures = new CopyOnWriteArrayList<>();
    private RedisStore store;

    @BeforeEach
    void connect() {
        store = RedisStore.connect(new RedisConfig(CLUSTER.url(), namespace), Thread::new, new StoreListener() {
            @Override
            public void failed(Failure failure) {
                failures.add(failure);
            }
        });
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aJobLivesThere() {
        List<JobState> announced = new CopyOnWriteArrayList<>();
        store.events()
                .subscribe(batch -> batch.events().forEach(event -> {
                    if (event instanceof Event.JobChanged changed) {
                        announced.add(changed.state());
                    }
                }));
        JobId id = submit();
        JobId other = submit();
        ClaimRequest request = new ClaimRequest(TestStore.WORKER, 1, Set.of(TestStore.TASK), TestStore.LEASE);
        Claimed first = store.leases().exchange(List.of(), request).claimed().get(0);
        assertThat(first.lease().job()).isEqualTo(id);
        assertThat(store.leases()
                        .exchange(List.of(TestStore.settlement(first, Outcome.SUCCEEDED, JobState.SUCCEEDED)), request)
                        .claimed())
                .hasSize(1);
        assertThat(store.intake().cancel(id)).isInstanceOf(ChangeResult.Refused.class);
        assertThat(store.catalog().find(id).orElseThrow().state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(store.catalog().find(other).orElseThrow().state()).isEqualTo(JobState.RUNNING);
        assertThat(store.queues().queue(QueueName.DEFAULT).orElseThrow().counts())
                .containsEntry(JobState.SUCCEEDED, 1L)
                .containsEntry(JobState.RUNNING, 1L);
        assertThat(store.access().countSignIn("admin", Duration.ofMinutes(1))).isEqualTo(1);
        await().until(() -> announced.containsAll(List.of(JobState.READY, JobState.RUNNING, JobState.SUCCEEDED)));
        assertThat(store.health().status().up()).isTrue();
    }

    @Test
    void isFoundAgainWhenItMoves() {
        assertThat(store.catalog()
                        .find(JobId.parse("01900000-0000-7000-8000-000000000000")
                                .orElseThrow()))
                .isEmpty();

        CLUSTER.moveSlot("{" + namespace + "}:");

        assertThat(store.catalog().find(submit()))
                .as("what the old owner refused is sent to the new one")
                .isPresent();
        assertThat(failures).doesNotContain(StoreListener.Failure.UNREACHABLE, StoreListener.Failure.OTHER);
        await().until(() -> store.health().status().up());
        assertThat(store.health().status().loss()).isEmpty();
    }

    private JobId submit() {
        return ((SubmitResult.Accepted)
                        store.intake().submit(List.of(Submission.of(aJob()))).get(0))
                .job()
                .id();
    }
}
