package nightshift.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import nightshift.batch.StepRefused;
import nightshift.job.ActionResult;
import nightshift.job.BulkListener;
import nightshift.job.Claimed;
import nightshift.job.JobAction;
import nightshift.job.JobState;
import nightshift.job.OperationListener;
import nightshift.job.Outcome;
import nightshift.job.Reserved;
import nightshift.operations.Operations.Operation;
import nightshift.operations.Operations.Phase;
import nightshift.operations.Operations.Preview;
import nightshift.operations.Operations.Skipped;
import nightshift.operations.Operations.Stop;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.JobFilter;
import nightshift.store.OperationSteps;
import nightshift.store.StoreUnavailable;
import nightshift.support.ClaimedAttempt;
import nightshift.support.JobsInStore;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperationRunTest {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final JobFilter DEAD = JobFilter.in(Set.of(JobState.DEAD));
    private static final JobFilter OF_CAUSE = JobFilter.of(
            Matches.exactly(Field.FAILURE, JobsInStore.CAUSE.fingerprint().hex()));
    private static final JobFilter OF_TASK = JobFilter.of(Matches.exactly(Field.TASK, JobsInStore.TASK.value()));

    @RegisterExtension
    final JobsInStore jobs = new JobsInStore(REDIS);

    private StoredOperations operations;
    private final List<ActionResult> counted = new ArrayList<>();
    private Runnable afterChunk = () -> {};

    @BeforeEach
    void port() {
        var store = jobs.store();
        operations = new StoredOperations(
                store.bulkJobs(), store.catalog(), store.intake(), store.walks(), store.operationSteps());
    }

    static List<JobFilter> routes() {
        return List.of(DEAD, OF_TASK, OF_CAUSE);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aJobThatFailsAgainIsNotSentAgain(JobFilter filter) throws Exception {
        List<JobId> dead = dead(750);
        JobId id = begin(retry(filter));
        Claimed operationJob = claim(MINUTE);
        List<JobId> newer = dead(10);
        afterChunk = () -> end(JobState.DEAD);

        assertThat(run(operationJob).phase()).isEqualTo(Phase.ENDED);

        assertThat(dead).allMatch(job -> jobs.job(job).attempt() == 2);
        assertThat(newer).allMatch(job -> jobs.job(job).attempt() == 1);
        Operation operation = operations.find(id).orElseThrow();
        assertThat(operation.done()).isEqualTo(750);
        assertThat(operation.looked()).isBetween(750L, operation.total());
        assertThat(operation.skipped()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void anotherWorkerContinuesWhereALostOneWas(JobFilter filter) throws Exception {
        List<JobId> dead = dead(750);
        JobId id = begin(retry(filter));
        AtomicInteger chunks = new AtomicInteger();
        afterChunk = () -> {
            end(JobState.DEAD);
            if (chunks.incrementAndGet() == 3) {
                throw new IllegalStateException("this server is lost");
            }
        };

        assertThatThrownBy(() -> run(claim(Duration.ofMillis(50)))).hasMessage("this server is lost");
        run(claimAgain());

        assertThat(dead).allMatch(job -> jobs.job(job).attempt() == 2);
        assertThat(operations.find(id).orElseThrow().done()).isEqualTo(750);
    }

    @Test
    void aCanaryThatEndsWellLetsTheOthersFollow() throws Exception {
        dead(30);
        JobId id = begin(canary(10, 0.1, MINUTE));
        Claimed job = claim(MINUTE);
        Thread worker = new Thread(() -> {
            await().until(() -> operations.find(id).orElseThrow().phase() == Phase.WAITING);
            end(JobState.SUCCEEDED);
        });
        worker.start();

        Progress end = run(job);
        worker.join();

        assertThat(end.stop()).isEmpty();
        Operation operation = operations.find(id).orElseThrow();
        assertThat(operation.done()).isEqualTo(30);
        assertThat(operation.trial()).contains(new Trial(10, 10, 0, 0, 0));
    }

    @Test
    void aCanaryThatFailsStopsTheOperation() throws Exception {
        List<JobId> dead = dead(30);
        JobId id = begin(canary(10, 0.1, MINUTE));
        afterChunk = () -> end(JobState.DEAD);

        assertThat(run(claim(MINUTE)).stop()).contains(Stop.CANARY_FAILED);

        assertThat(operations.find(id).orElseThrow().trial()).contains(new Trial(10, 0, 10, 0, 0));
        assertThat(dead.stream().filter(job -> jobs.job(job).attempt() == 2)).hasSize(10);
    }

    @Test
    void aCanaryDoesNotWaitForEver() throws Exception {
        dead(5);
        begin(canary(2, 1, Duration.ofSeconds(1)));

        assertThat(run(claim(MINUTE)).stop()).contains(Stop.CANARY_INCONCLUSIVE);
    }

    @Test
    void whenTheTimeIsOverJobsThatWaitForARetryHaveFailed() throws Exception {
        dead(5);
        begin(canary(2, 0, Duration.ofSeconds(1)));
        afterChunk = () -> end(JobState.RETRYING);

        Progress end = run(claim(MINUTE));

        assertThat(end.stop()).contains(Stop.CANARY_FAILED);
        assertThat(end.trial()).contains(new Trial(2, 0, 2, 0, 0));
    }

    @Test
    void anOperationStopsWhenTooManyFailOnTheWay() throws Exception {
        dead(200);
        JobId id = begin(new OperationRequest(
                JobAction.of(JobAction.Kind.RETRY), DEAD, Optional.of(50), Optional.empty(), Optional.of(0.5)));
        afterChunk = () -> end(JobState.DEAD);

        assertThat(run(claim(MINUTE)).stop()).contains(Stop.FAILURE_RATIO);

        assertThat(operations.find(id).orElseThrow().done()).isBetween((long) FailureWatch.ENDED_LEAST, 199L);
    }

    @Test
    void aRateIsKept() throws Exception {
        dead(20);
        begin(new OperationRequest(
                JobAction.of(JobAction.Kind.RETRY), DEAD, Optional.of(10), Optional.empty(), Optional.empty()));
        long begun = System.nanoTime();

        run(claim(MINUTE));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(1_850));
    }

    @Test
    void anAttemptThatIsOutOfTimeHandsOverAtItsCheckpoint() throws Exception {
        List<JobId> dead = dead(450);
        JobId id = begin(retry(DEAD));
        AtomicInteger chunks = new AtomicInteger();
        afterChunk = chunks::incrementAndGet;
        ClaimedAttempt attempt = new ClaimedAttempt(
                claim(MINUTE),
                () -> false,
                () -> chunks.get() < 2 ? MINUTE.plusMinutes(1) : MINUTE.minusMillis(1),
                new AtomicBoolean());

        assertThatThrownBy(() -> run(attempt, jobs.store().operationSteps())).isInstanceOf(InterruptedException.class);

        assertThat(attempt.handedOver().get()).isTrue();
        assertThat(operations.find(id).orElseThrow().done()).isEqualTo(2 * Pace.CHUNK);
        jobs.settle(List.of(attempt.job()), Outcome.INTERRUPTED, JobState.READY);
        run(claim(MINUTE));
        assertThat(dead).allMatch(job -> jobs.job(job).state() == JobState.READY);
        assertThat(operations.find(id).orElseThrow().done()).isEqualTo(450);
    }

    @Test
    void aTrialThatWaitsHandsOverToo() throws Exception {
        dead(5);
        JobId id = begin(canary(2, 1, MINUTE));
        AtomicInteger asked = new AtomicInteger();
        ClaimedAttempt attempt = new ClaimedAttempt(
                claim(MINUTE),
                () -> false,
                () -> operations.find(id).orElseThrow().phase() == Phase.WAITING && asked.incrementAndGet() > 2
                        ? Duration.ZERO
                        : MINUTE,
                new AtomicBoolean());

        assertThatThrownBy(() -> run(attempt, jobs.store().operationSteps())).isInstanceOf(InterruptedException.class);

        assertThat(attempt.handedOver().get()).isTrue();
        assertThat(operations.find(id).orElseThrow().phase()).isEqualTo(Phase.WAITING);
    }

    @Test
    void theJobsOfAChunkWhoseAnswerIsLostAreCounted() throws Exception {
        dead(250);
        JobId id = begin(retry(DEAD));
        OperationSteps steps = jobs.store().operationSteps();
        AtomicInteger calls = new AtomicInteger();
        OperationSteps losing = (OperationSteps) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {OperationSteps.class}, (proxy, method, args) -> {
                    Object answer = method.invoke(steps, args);
                    if (method.getName().equals("apply") && calls.incrementAndGet() == 2) {
                        throw new StoreUnavailable(StoreUnavailable.Reason.UNREACHABLE, "the answer is lost", null);
                    }
                    return answer;
                });

        run(new ClaimedAttempt(claim(MINUTE), () -> false), losing);

        assertThat(counted).hasSize(250).containsOnly(ActionResult.DONE);
        assertThat(operations.find(id).orElseThrow().done()).isEqualTo(250);
    }

    @Test
    void aCanceledOperationLeavesItsReport() {
        dead(250);
        JobId id = begin(retry(DEAD));
        Claimed job = claim(MINUTE);
        afterChunk = () -> operations.cancel(id);

        assertThatThrownBy(() -> run(job)).isInstanceOf(StepRefused.class);

        assertThat(operations.find(id).orElseThrow().done()).isEqualTo(Pace.CHUNK);
        assertThat(operations.find(id).orElseThrow().cancelRequested()).isTrue();
    }

    @Test
    void aPreviewSaysWhatWouldHappen() {
        List<JobId> dead = dead(600);
        List<JobId> ready = jobs.submit(3);
        Preview preview = operations.preview(retry(OF_TASK));

        assertThat(preview.complete()).isTrue();
        assertThat(preview.matched()).isEqualTo(603);
        assertThat(preview.applies()).isEqualTo(600);
        assertThat(preview.states()).containsEntry(JobState.DEAD, 600L).containsEntry(JobState.READY, 3L);
        assertThat(preview.skipped()).containsExactly(new Skipped(ActionResult.STATE, 3, ready));
        assertThat(preview.sample()).extracting(job -> job.id()).isEqualTo(dead.subList(0, 5));
        assertThat(dead).allMatch(job -> jobs.job(job).state() == JobState.DEAD);
    }

    @Test
    void aPreviewOfManyJobsCountsThem() {
        dead(1_200);
        jobs.submit(30);
        var store = jobs.store();
        Previews previews = new Previews(store.walks(), store.catalog(), store.operationSteps(), 500);

        Preview preview = previews.of(retry(OF_TASK));

        assertThat(preview.complete()).isTrue();
        assertThat(preview.looked()).isEqualTo(500);
        assertThat(preview.matched()).isEqualTo(1_230);
        assertThat(preview.applies()).isEqualTo(1_200);
        assertThat(preview.skipped()).containsExactly(new Skipped(ActionResult.STATE, 30, List.of()));
        assertThat(preview.states()).containsEntry(JobState.DEAD, 1_200L).containsEntry(JobState.READY, 30L);
        assertThat(preview.queues().values()).containsExactly(1_230L);
        assertThat(preview.sample()).hasSize(5);
    }

    private static OperationRequest retry(JobFilter filter) {
        return new OperationRequest(
                JobAction.of(JobAction.Kind.RETRY), filter, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static OperationRequest canary(int first, double ratio, Duration wait) {
        return new OperationRequest(
                JobAction.of(JobAction.Kind.RETRY),
                DEAD,
                Optional.empty(),
                Optional.of(new CanaryPlan(first, ratio, wait)),
                Optional.empty());
    }

    private JobId begin(OperationRequest request) {
        return operations.begin(request, Optional.empty(), "ann").id();
    }

    private List<JobId> dead(int count) {
        List<JobId> ids = jobs.submit(count);
        end(JobState.DEAD);
        return ids;
    }

    /** Lets all ready jobs run, and end like this. */
    private void end(JobState state) {
        jobs.endAll(state == JobState.SUCCEEDED ? Outcome.SUCCEEDED : Outcome.FAILED, state);
    }

    private Claimed claim(Duration lease) {
        return jobs.claim(Reserved.OPERATION_TASK, lease);
    }

    private Claimed claimAgain() {
        var rescued = await().until(
                        () -> jobs.store()
                                .upkeep()
                                .rescue("worker02", MINUTE, 10, Duration.ZERO)
                                .jobs(),
                        list -> !list.isEmpty());
        List<Claimed> lost = new ArrayList<>();
        rescued.forEach(each -> lost.add(each.job()));
        jobs.settle(lost, Outcome.LOST, JobState.READY);
        return claim(MINUTE);
    }

    private Progress run(Claimed job) throws Exception {
        return run(new ClaimedAttempt(job, () -> false), jobs.store().operationSteps());
    }

    private Progress run(ClaimedAttempt attempt, OperationSteps steps) throws Exception {
        var store = jobs.store();
        var bulk = store.bulkJobs().find(attempt.jobId()).orElseThrow();
        OperationListener listener = new OperationListener() {
            @Override
            public void done(JobAction.Kind action, List<ActionResult> results) {
                counted.addAll(results);
                if (!results.isEmpty()) {
                    afterChunk.run();
                }
            }
        };
        return new OperationRun(
                        OperationPlan.read(bulk.description()),
                        steps.report(bulk.checkpoints()),
                        attempt,
                        new OperationRun.Ports(store.walks(), steps, store.checkpoints(), listener, BulkListener.NONE))
                .run();
    }
}
