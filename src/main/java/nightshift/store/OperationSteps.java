package nightshift.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nightshift.job.ActionResult;
import nightshift.job.JobAction;
import nightshift.job.JobState;
import nightshift.job.Lease;
import nightshift.store.JobWalks.Found;
import nightshift.task.JobId;

/** Does the work of operations. Every method throws {@link StoreUnavailable} when the store cannot answer. */
public interface OperationSteps {

    /** The name of an operation's checkpoint. Others count its results, and collect ids of jobs. */
    String CHECKPOINT = "at";

    /** Most jobs of a chunk. */
    int BATCH = 500;

    /**
     * Jobs, and what to do to them.
     *
     * @param action the action
     * @param states states in which jobs fit the operation's filter; empty for all
     * @param until  jobs created later are left alone
     * @param jobs   at most {@link #BATCH}, as a walk found them
     */
    record Work(JobAction action, Set<JobState> states, Instant until, List<Found> jobs) {}

    /**
     * How a chunk is noted down.
     *
     * @param from     the operation's checkpoint as it is; empty for none
     * @param to       what it becomes; another text
     * @param trail    which ids of jobs that are done to collect
     * @param announce whether clients learn of the progress
     */
    record Note(String from, String to, Trail trail, boolean announce) {}

    /** The ids of jobs that an operation collects, to see how they end. */
    enum Trail {
        /** None. */
        NONE(0),
        /** The jobs that are tried first. */
        CANARY(1_000),
        /** The latest of the other jobs. */
        REST(500);

        private final int most;

        Trail(int most) {
            this.most = most;
        }

        /** How many ids it keeps: the latest. */
        public int most() {
            return most;
        }
    }

    /**
     * Does an action to jobs, counts the results, and moves the checkpoint, in one atomic step and only under the lease of the
     * operation's job.
     */
    Outcome apply(Lease lease, Work work, Note note);

    /**
     * The result of a chunk.
     *
     * @param commit  whether everything is done
     * @param results of each job, if this call has done it
     */
    record Outcome(Checkpoints.Commit commit, List<ActionResult> results) {

        /** The same with its results copied. */
        public Outcome {
            results = List.copyOf(results);
        }
    }

    /** What the action would do to each job. Nothing changes. */
    List<ActionResult> preview(Work work);

    /** What an operation has noted down so far. */
    Report report(JobId operation);

    /**
     * What an operation has noted down.
     *
     * @param checkpoint its checkpoint; empty for none
     * @param counts     how many jobs have each result
     * @param samples    ids of the first jobs of each result but {@link ActionResult#DONE}, at most 5
     */
    record Report(String checkpoint, Map<ActionResult, Long> counts, Map<ActionResult, List<JobId>> samples) {

        /** The same with everything copied. */
        public Report {
            counts = Map.copyOf(counts);
            samples = Map.copyOf(samples);
        }
    }

    /** The ids that an operation has collected so far. */
    List<JobId> trail(JobId operation, Trail trail);

    /** The report among the checkpoints of a bulk job. */
    Report report(Map<String, String> checkpoints);

    /** The states of jobs; those that are gone are left out. */
    Map<JobId, JobState> states(List<JobId> jobs);

    /** The time by the store's clock. */
    Instant now();
}
