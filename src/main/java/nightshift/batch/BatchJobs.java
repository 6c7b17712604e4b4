package nightshift.batch;

import jakarta.batch.operations.BatchRuntimeException;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.JobStartException;
import jakarta.batch.operations.NoSuchJobExecutionException;
import jakarta.batch.runtime.BatchRuntime;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import nightshift.job.LeasedAttempt;
import nightshift.task.AttemptFailed;

/** Runs batch jobs for attempts. */
public final class BatchJobs {

    /** Job parameters of such names are ours. */
    static final String RESERVED = "nightshift.";

    /** The job parameter by which an artifact finds its run even before the runtime has returned the execution's id. */
    private static final String TOKEN = RESERVED + "attempt";

    /** More wait for a place. Each takes a thread of the executor that answers requests too: a quarter of its 128. */
    private static final int AT_ONCE = 32;

    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final RuntimeRepository repository = new RuntimeRepository();
    private final Map<String, BatchRun> runs = new ConcurrentHashMap<>();

    /**
     * Runs the batch job {@code META-INF/batch-jobs/<name>.xml} and waits for its end. When the thread is interrupted,
     * the batch job is stopped; it has ended when this method ends, unless it takes more than 30 s to stop.
     *
     * @param work what its artifacts get from {@link #work}
     * @return how it ended, if it completed
     * @throws AttemptFailed        if it failed, with what its artifact threw as the cause; what an artifact throws as
     *                              {@code AttemptFailed} comes out as it is. Also if it cannot be started, or stopped by itself
     * @throws InterruptedException if the thread was interrupted
     */
    public BatchResult run(String name, LeasedAttempt attempt, Object work) throws AttemptFailed, InterruptedException {
        return run(name, new Properties(), attempt, Optional.empty(), Optional.of(work));
    }

    /**
     * The same with job parameters. It continues where earlier attempts stopped.
     *
     * @param parameters names that begin with {@code nightshift.} are not for use
     */
    BatchResult run(String name, Properties parameters, LeasedAttempt attempt, Progress progress)
            throws AttemptFailed, InterruptedException {
        return run(name, parameters, attempt, Optional.of(progress), Optional.empty());
    }

    private BatchResult run(
            String name, Properties parameters, LeasedAttempt attempt, Optional<Progress> progress, Optional<?> work)
            throws AttemptFailed, InterruptedException {
        JobOperator operator = BatchRuntime.getJobOperator();
        places.acquire();
        BatchRun run = new BatchRun(operator, name, attempt, progress, work);
        String token = UUID.randomUUID().toString();
        runs.put(token, run);
        try {
            long execution = start(operator, name, parameters, token);
            long instance = operator.getJobInstance(execution).getInstanceId();
            try {
                return run.await(execution);
            } finally {
                repository.left(execution, instance);
            }
        } finally {
            runs.remove(token);
            places.release();
            repository.tidy(operator);
        }
    }

    private static long start(JobOperator operator, String name, Properties parameters, String token)
            throws AttemptFailed {
        Properties all = new Properties();
        all.putAll(parameters);
        all.setProperty(TOKEN, token);
        try {
            return operator.start(name, all);
        } catch (JobStartException e) {
            throw AttemptFailed.permanent(
                    "batch-start", "batch job " + name + " cannot be started: " + e.getMessage(), e);
        } catch (BatchRuntimeException e) {
            throw AttemptFailed.retryable(
                    "batch-start", "batch job " + name + " was not started: " + e.getMessage(), e);
        }
    }

    /**
     * What an execution of a batch job works on.
     *
     * @param execution of {@link jakarta.batch.runtime.context.JobContext#getExecutionId()}
     * @throws IllegalStateException if it was not started here with such work, or nobody waits for it now
     */
    public <T> T work(long execution, Class<T> type) {
        return run(execution)
                .flatMap(BatchRun::work)
                .filter(type::isInstance)
                .map(type::cast)
                .orElseThrow(() -> new IllegalStateException(
                        "batch execution " + execution + " is not part of an attempt under way"));
    }

    /** How many batch jobs have ended that the batch runtime still remembers. */
    public int remembered() {
        return repository.kept();
    }

    /** Keeps what an artifact threw, which the runtime does not report. */
    void threw(long execution, Throwable thrown) {
        run(execution).ifPresent(run -> run.threw(thrown));
    }

    /** Begins a step; empty if its progress is not kept here. */
    Optional<StepProgress> begin(long execution, String step) {
        return run(execution).flatMap(run -> run.begin(execution, step));
    }

    private Optional<BatchRun> run(long execution) {
        try {
            String token =
                    BatchRuntime.getJobOperator().getParameters(execution).getProperty(TOKEN);
            return Optional.ofNullable(token).map(runs::get);
        } catch (NoSuchJobExecutionException e) {
            return Optional.empty();
        }
    }
}
