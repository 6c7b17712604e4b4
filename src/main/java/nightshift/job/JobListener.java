package nightshift.job;

import java.time.Duration;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/**
 * Gets what this server does with jobs, for metrics. Methods are called on hot paths: they must be quick and not throw.
 */
public interface JobListener {

    /** How a submission ended. */
    enum Submit {
        /** The job is stored. */
        ACCEPTED,
        /** The same request was stored before. */
        DUPLICATE,
        /** The request was refused. */
        REJECTED
    }

    /** A client submitted a job. */
    default void submitted(QueueName queue, TaskName task, Submit result) {}

    /** An attempt began after the job had been ready for this long. */
    default void started(QueueName queue, Duration waited) {}

    /** An attempt ended. */
    default void attempted(QueueName queue, TaskName task, Outcome outcome, Duration duration) {}

    /** A job reached a final state. */
    default void ended(QueueName queue, TaskName task, JobState state) {}

    /** A job became ready this long after it was due. */
    default void promoted(boolean retry, Duration lateness) {}

    /** A job of a lost worker was taken over this long after its lease ran out. */
    default void rescued(Duration overdue) {}

    /** The breaker of a destination opened or closed because of what an attempt here learned. */
    default void breakerChanged(Destination destination, boolean open) {}

    /** A failure group began because of a job that this server ended, or put into its group later. */
    default void failureGroupBegan(Fingerprint group) {}

    /** The self-audit has put right this many things of a kind. */
    default void repaired(Invariant kind, long count) {}

    /** The self-audit has found this many things of a kind wrong, and cannot put them right. */
    default void leftUnrepaired(Invariant kind, long count) {}

    /** The self-audit has checked everything once. */
    default void audited() {}

    /** The store refused a write of a worker that had lost its lease. */
    default void fenced() {}
}
