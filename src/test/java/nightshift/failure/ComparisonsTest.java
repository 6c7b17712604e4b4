package nightshift.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import nightshift.job.FailureCause;
import nightshift.job.Fingerprint;
import nightshift.job.Job;
import nightshift.job.WorkerInfo;
import nightshift.task.TaskName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComparisonsTest {

    private static final FailureCause SLOW = cause("0000000000000001");
    private static final FailureCause ALSO_SLOW = cause("0000000000000002");
    private static final FailureCause QUICK = cause("0000000000000003");
    private static final Optional<Comparison> NOTHING = Optional.of(new Comparison(List.of(), 0, 0));

    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final List<CompletableFuture<Optional<Comparison>>> requests = new ArrayList<>();
    private final Comparisons comparisons = new Comparisons(new Store(), 200);

    @AfterEach
    void end() {
        released.countDown();
        requests.forEach(CompletableFuture::join);
    }

    @Test
    void aSlowComparisonHoldsUpNoOther() throws Exception {
        request(SLOW);

        assertThat(comparisons.of(QUICK)).isEqualTo(NOTHING);
    }

    @Test
    void fewAreMadeAtOnceAndTheOthersDoNotWaitForEver() throws Exception {
        request(SLOW);
        request(ALSO_SLOW);

        assertThat(comparisons.of(QUICK)).isEmpty();
        released.countDown();
        assertThat(requests.get(0).join()).isEqualTo(NOTHING);
        assertThat(comparisons.of(QUICK)).isEqualTo(NOTHING);
    }

    @Test
    void oneIsSharedByAllWhoAskForIt() throws Exception {
        request(SLOW);

        assertThat(comparisons.of(SLOW)).isEmpty();
        released.countDown();
        assertThat(comparisons.of(SLOW)).isEqualTo(NOTHING);
        assertThat(asked).hasValue(1);
    }

    @Test
    void afterAFailureItIsMadeAgain() throws Exception {
        FailureCause broken = cause("ffffffffffffffff");

        assertThatThrownBy(() -> comparisons.of(broken)).hasMessage("broken");
        assertThatThrownBy(() -> comparisons.of(broken)).hasMessage("broken");
        assertThat(asked).hasValue(2);
        assertThat(comparisons.of(QUICK)).isEqualTo(NOTHING);
    }

    private void request(FailureCause cause) {
        int before = asked.get();
        requests.add(CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return comparisons.of(cause);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                work -> new Thread(work).start()));
        await().until(() -> asked.get() > before);
    }

    private static FailureCause cause(String fingerprint) {
        return new FailureCause(
                new Fingerprint(fingerprint),
                Optional.of(new TaskName("some.task")),
                "x",
                "",
                "",
                Optional.empty(),
                Optional.empty());
    }

    private final class Store implements Comparisons.Samples {

        @Override
        public List<Job> members(Fingerprint group, int most) {
            asked.incrementAndGet();
            if (group.hex().startsWith("f")) {
                throw new IllegalStateException("broken");
            }
            if (!group.equals(QUICK.fingerprint())) {
                try {
                    released.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return List.of();
        }

        @Override
        public List<Job> succeeded(TaskName task, Instant from, Instant to, int most) {
            return List.of();
        }

        @Override
        public List<WorkerInfo> workers() {
            return List.of();
        }
    }
}
