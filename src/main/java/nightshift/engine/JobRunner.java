package nightshift.engine;

import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.job.AttemptTracer;
import nightshift.job.AttemptTracer.AttemptSpan;
import nightshift.job.Claimed;
import nightshift.job.JobHandler;
import nightshift.job.Settlement;
import nightshift.task.AttemptFailed;

/** Runs one attempt on the current thread: enter, handle, judge, leave. */
final class JobRunner {

    private static final Logger LOG = Logger.getLogger(JobRunner.class.getName());

    private final String worker;
    private final Verdict verdict;
    private final AttemptTracer tracer;

    JobRunner(String worker, Verdict verdict, AttemptTracer tracer) {
        this.worker = worker;
        this.verdict = verdict;
        this.tracer = tracer;
    }

    /** The settlement of the attempt; empty if somebody else has ended it, or if nothing must be written for it. */
    Optional<Settlement> run(RunningJob job, JobHandler handler) {
        if (!job.enter()) {
            return Optional.empty();
        }
        try (AttemptSpan span = tracer.begin(job.claimed())) {
            Optional<Settlement> own = Optional.ofNullable(attempt(job, handler));
            boolean counts = job.end();
            // If the attempt was given up, the handler's end comes too late: the attempt ended when it was stopped.
            Optional<Settlement> decided = counts ? own : job.stopReason().map(reason -> settlement(job, reason));
            decided.map(Settlement::attempt).ifPresent(span::ended);
            return counts ? own : Optional.empty();
        } finally {
            job.leave();
        }
    }

    private Settlement attempt(RunningJob job, JobHandler handler) {
        Claimed claimed = job.claimed();
        try {
            Optional<String> result = handler.handle(claimed.args(), job);
            return verdict.succeeded(claimed, job.now(), worker, job.notes(), result)
                    .with(job.learned());
        } catch (Throwable e) {
            Optional<StopReason> reason = job.stopReason();
            return reason.isPresent() ? stopped(job, reason.get()) : failed(job, e);
        }
    }

    /** The settlement of an attempt that was stopped; null if its lease is lost, since nothing may be written then. */
    Settlement stopped(RunningJob job, StopReason reason) {
        LOG.log(Level.INFO, () -> describe(job) + " was stopped: " + reason);
        return settlement(job, reason);
    }

    private Settlement settlement(RunningJob job, StopReason reason) {
        return reason == StopReason.LEASE_LOST
                ? null
                : verdict.stopped(job.claimed(), job.now(), worker, job.notes(), reason)
                        .with(job.learned());
    }

    private Settlement failed(RunningJob job, Throwable thrown) {
        try {
            return settled(job, thrown);
        } catch (RuntimeException e) { // an exception of a task can fail even when it is asked for its message
            return settled(
                    job,
                    new IllegalStateException("a " + thrown.getClass().getName() + " that cannot be described", e));
        }
    }

    private Settlement settled(RunningJob job, Throwable thrown) {
        boolean expected = thrown instanceof AttemptFailed;
        LOG.log(Level.INFO, describe(job) + " failed: " + thrown.getMessage(), expected ? null : thrown);
        return verdict.failed(job.claimed(), job.now(), worker, job.notes(), thrown)
                .with(job.learned());
    }

    private static String describe(RunningJob job) {
        return "Attempt " + job.attempt() + " of job " + job.jobId() + " (" + job.task() + ")";
    }
}
