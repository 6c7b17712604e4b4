package nightshift.job;

import static nightshift.job.JobState.BLOCKED;
import static nightshift.job.JobState.CANCELLED;
import static nightshift.job.JobState.DEAD;
import static nightshift.job.JobState.EXPIRED;
import static nightshift.job.JobState.READY;
import static nightshift.job.JobState.RETRYING;
import static nightshift.job.JobState.RUNNING;
import static nightshift.job.JobState.SCHEDULED;
import static nightshift.job.JobState.SUCCEEDED;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The state machine: which change may happen in which state, and where it leads. The store's scripts enforce it; a test
 * drives every script against every state and compares the result with this table.
 */
public final class Transitions {

    /** What can happen to a stored job. Each is one atomic script in the store. */
    public enum Change {
        /** A worker takes a lease. */
        CLAIM,
        /** The lease is renewed. */
        EXTEND,
        /** The lease ends with an outcome. */
        SETTLE,
        /** Its due time came. */
        PROMOTE,
        /** The time by which it had to start has passed and it was never started, or its deadline has passed. */
        EXPIRE,
        /** Its lease ran out, and another worker takes over the job to settle the attempt as lost. */
        RESCUE,
        /** A client cancels it. A running job is asked to stop and stays running until it does. */
        CANCEL,
        /** A client retries it. */
        RETRY,
        /** A client lets it start now. A job that is ready already stays so. */
        RUN,
        /** A client changes its args, priority, time, or tags while it waits. */
        REVISE,
        /** A client submits a job with the same unique key in its place. */
        REPLACE,
        /** The job that it waits for has ended. */
        RELEASE,
        /** Its retention ended and it is removed. */
        PURGE
    }

    private static final Map<Change, Map<JobState, Set<JobState>>> TABLE = new EnumMap<>(Change.class);

    static {
        allow(Change.CLAIM, READY, RUNNING);
        allow(Change.EXTEND, RUNNING, RUNNING);
        allow(Change.SETTLE, RUNNING, SUCCEEDED, RETRYING, READY, DEAD, CANCELLED);
        allow(Change.PROMOTE, SCHEDULED, READY);
        allow(Change.PROMOTE, RETRYING, READY);
        allow(Change.EXPIRE, SCHEDULED, EXPIRED, DEAD);
        allow(Change.EXPIRE, READY, EXPIRED, DEAD);
        allow(Change.EXPIRE, RETRYING, DEAD);
        allow(Change.EXPIRE, BLOCKED, EXPIRED, DEAD);
        allow(Change.RESCUE, RUNNING, RUNNING);
        allow(Change.CANCEL, SCHEDULED, CANCELLED);
        allow(Change.CANCEL, READY, CANCELLED);
        allow(Change.CANCEL, RETRYING, CANCELLED);
        allow(Change.CANCEL, BLOCKED, CANCELLED);
        allow(Change.CANCEL, RUNNING, RUNNING);
        allow(Change.RUN, SCHEDULED, READY);
        allow(Change.RUN, RETRYING, READY);
        allow(Change.RUN, READY, READY);
        allow(Change.REVISE, SCHEDULED, SCHEDULED, READY);
        allow(Change.REVISE, READY, READY, SCHEDULED, RETRYING);
        allow(Change.REVISE, RETRYING, RETRYING, READY);
        allow(Change.REVISE, BLOCKED, BLOCKED);
        allow(Change.REPLACE, SCHEDULED, SCHEDULED, READY);
        allow(Change.REPLACE, READY, READY, SCHEDULED);
        allow(Change.REPLACE, RETRYING, SCHEDULED, READY);
        allow(Change.REPLACE, BLOCKED, BLOCKED);
        allow(Change.RELEASE, BLOCKED, READY, SCHEDULED);
        allow(Change.RETRY, RETRYING, READY);
        allow(Change.RETRY, DEAD, READY);
        allow(Change.RETRY, CANCELLED, READY);
        allow(Change.RETRY, EXPIRED, READY);
    }

    private Transitions() {}

    private static void allow(Change change, JobState from, JobState... to) {
        TABLE.computeIfAbsent(change, c -> new EnumMap<>(JobState.class)).put(from, EnumSet.of(to[0], to));
    }

    /** The states that a change can lead to from here; empty if the change is refused. A purge leads nowhere. */
    public static Set<JobState> targets(Change change, JobState from) {
        return TABLE.getOrDefault(change, Map.of()).getOrDefault(from, Set.of());
    }

    /** Whether the change is allowed in this state. */
    public static boolean allows(Change change, JobState from) {
        return change == Change.PURGE ? from.isFinal() : !targets(change, from).isEmpty();
    }
}
