package nightshift.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import nightshift.job.ActionResult;
import nightshift.job.Attempt;
import nightshift.job.BulkKind;
import nightshift.job.Claimed;
import nightshift.job.JobAction;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.Reserved;
import nightshift.job.Settlement;
import nightshift.job.Submission;
import nightshift.job.WorkerInfo;
import nightshift.redis.RedisStore;
import nightshift.store.BulkJob;
import nightshift.store.ClaimRequest;
import nightshift.store.JobFilter;
import nightshift.store.JobWalks;
import nightshift.store.JobWalks.Piece;
import nightshift.store.JobWalks.Walk;
import nightshift.store.OperationSteps;
import nightshift.store.OperationSteps.Note;
import nightshift.store.OperationSteps.Trail;
import nightshift.store.OperationSteps.Work;
import nightshift.task.JobId;
import nightshift.task.QueueName;

/** Operations of every kind on the oldest jobs of a store, one after the other. */
final class OperationLoad {

    private static final String WORKER = "operator";
    private static final QueueName OWN_QUEUE = new QueueName("bulk");
    private static final int JOBS_MOST = 40;

    private final RedisStore store;
    private final List<QueueName> queues;
    private final Duration lease;
    private int done;

    /**
     * @param queues where jobs are moved to
     * @param lease  how long an operation may take
     */
    OperationLoad(RedisStore store, List<QueueName> queues, Duration lease) {
        this.store = store;
        this.queues = List.copyOf(queues);
        this.lease = lease;
    }

    /** How many jobs were changed. */
    int done() {
        return done;
    }

    void run(BooleanSupplier stop) {
        while (!stop.getAsBoolean()) {
            begin();
            claim().forEach(this::operate);
        }
    }

    /** Ends operations that are left, such as one whose lease ran out and that was rescued. */
    void endRest() {
        for (List<Claimed> rest = claim(); !rest.isEmpty(); rest = claim()) {
            rest.forEach(this::end);
        }
    }

    private void begin() {
        JobId id = store.bulkJobs().newId();
        Submission job = Submission.of(new NewJob(
                Reserved.OPERATION_TASK,
                "{}",
                JobOptions.with().queue(OWN_QUEUE).build()));
        store.bulkJobs().begin(new BulkJob(id, BulkKind.OPERATION, "{}", Map.of()), job);
    }

    /** Wakes operations that stood aside, since the engines do not know their task. */
    private List<Claimed> claim() {
        Instant now = Instant.now();
        WorkerInfo self = new WorkerInfo(
                WORKER, "localhost", 1, "test", now, now, WorkerInfo.State.LIVE, 1, 0, Set.of(Reserved.OPERATION_TASK));
        store.workers().beat(self, lease);
        return store.leases()
                .exchange(List.of(), new ClaimRequest(WORKER, 10, Set.of(Reserved.OPERATION_TASK), lease))
                .claimed();
    }

    private void operate(Claimed operation) {
        JobFilter all = new JobFilter(Set.of(), List.of());
        Walk walk = store.walks().plan(all);
        String position = JobWalks.START;
        for (JobAction.Kind kind : shuffled()) {
            Piece piece = store.walks().next(walk, all, position, JOBS_MOST);
            Note note = new Note(position, piece.position(), Trail.NONE, false);
            OperationSteps.Outcome outcome = store.operationSteps()
                    .apply(operation.lease(), new Work(action(kind), Set.of(), walk.until(), piece.found()), note);
            done += (int)
                    outcome.results().stream().filter(ActionResult.DONE::equals).count();
            position = piece.position();
            if (piece.ended()) {
                break;
            }
        }
        end(operation);
    }

    private static List<JobAction.Kind> shuffled() {
        List<JobAction.Kind> kinds = new ArrayList<>(Arrays.asList(JobAction.Kind.values()));
        Collections.shuffle(kinds, ThreadLocalRandom.current());
        return kinds;
    }

    private JobAction action(JobAction.Kind kind) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return switch (kind) {
            case REPRIORITIZE -> new JobAction(kind, Optional.of(random.nextInt(1, 10)), Optional.empty());
            case MOVE -> new JobAction(kind, Optional.empty(), Optional.of(queues.get(random.nextInt(queues.size()))));
            default -> JobAction.of(kind);
        };
    }

    private void end(Claimed operation) {
        Attempt attempt = new Attempt(
                operation.lease().attempt(),
                Optional.of(Outcome.SUCCEEDED),
                operation.startedAt(),
                Optional.of(operation.startedAt().plusMillis(1)),
                WORKER,
                Optional.empty(),
                Optional.empty());
        Settlement settlement =
                new Settlement(operation.lease(), attempt, JobState.SUCCEEDED, Duration.ZERO, Optional.empty());
        store.leases().exchange(List.of(settlement), new ClaimRequest(WORKER, 0, Set.of(), lease));
    }
}
