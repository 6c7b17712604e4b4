package nightshift.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nightshift.job.LeasedAttempt;
import nightshift.store.Checkpoints.Commit;
import nightshift.store.Checkpoints.Step;
import nightshift.store.StoreUnavailable;
import nightshift.support.FakeContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class CheckpointerTest {

    private static final int FOREVER = Integer.MAX_VALUE;

    private final KeptCheckpoints store = new KeptCheckpoints();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final FakeContext context = FakeContext.first();
    private final Checkpointer checkpointer = new Checkpointer(store, stoppable());
    private final Step step = new Step(context.jobId(), "step", "", "1");

    private LeasedAttempt stoppable() {
        return (LeasedAttempt) Proxy.newProxyInstance(
                LeasedAttempt.class.getClassLoader(),
                new Class<?>[] {LeasedAttempt.class},
                (proxy, method, args) ->
                        method.getName().equals("isStopping") ? stop.getCount() == 0 : method.invoke(context, args));
    }

    @Test
    void theSameStepIsSentAgainWhileTheStoreIsAway() throws Exception {
        store.outages = 2;

        assertThat(checkpointer.commit(step)).isTrue();

        assertThat(store.steps).containsExactly(step, step, step);
        assertThat(store.kept).containsEntry("step", "1");
    }

    @Test
    void whatIsAskedIsAskedAgainToo() throws Exception {
        store.kept.put("step", "1");
        store.outages = 1;
        assertThat(checkpointer.all(context.jobId())).containsEntry("step", "1");
        store.outages = 1;
        assertThat(checkpointer.isHeld(context.lease())).isTrue();
        assertThat(store.outages).isZero();
    }

    @Test
    void anAnswerThatWasLostCountsAsTheFirst() throws Exception {
        store.answers.add(Commit.ALREADY);

        assertThat(checkpointer.commit(step)).isTrue();
    }

    @Test
    void aCheckpointThatOthersHaveMovedIsNotStored() throws Exception {
        store.kept.put("step", "2");

        assertThat(checkpointer.commit(step)).isFalse();
        assertThat(store.kept).containsEntry("step", "2");
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsSentAgainAfterARefusal(StepRefused.Reason reason) {
        store.answers.add(Commit.valueOf(reason.name()));

        assertThatThrownBy(() -> checkpointer.commit(step))
                .isInstanceOfSatisfying(
                        StepRefused.class, e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(store.steps).hasSize(1);
    }

    @Test
    void waitingEndsWhenTheAttemptIsToStop() {
        store.outages = FOREVER;
        CompletableFuture<Throwable> end =
                CompletableFuture.supplyAsync(() -> catchThrowable(() -> checkpointer.commit(step)));
        await().until(() -> store.steps.size() > 1);
        assertThat(end).isNotDone();

        stop.countDown();

        assertThat(end.orTimeout(20, TimeUnit.SECONDS).join()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void waitingEndsWhenItHasTakenTooLong() {
        store.outages = FOREVER;

        assertThatThrownBy(() -> checkpointer.commit(step, List.of(), Duration.ofMillis(100)))
                .isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> checkpointer.isHeld(Duration.ofMillis(100))).isInstanceOf(StoreUnavailable.class);
        assertThat(store.steps).hasSizeGreaterThan(1);
    }

    @Test
    void aStopIsAwaited() {
        CompletableFuture<Throwable> end = CompletableFuture.supplyAsync(() -> catchThrowable(checkpointer::awaitStop));
        await().during(Duration.ofMillis(100)).until(() -> !end.isDone());

        stop.countDown();

        assertThat(end.orTimeout(20, TimeUnit.SECONDS).join()).isNull();
    }
}
