package nightshift.job;

import java.util.List;

/** Gets what this server does in operations, for metrics. Methods must be quick and not throw. */
public interface OperationListener {

    /** Ignores everything. */
    OperationListener NONE = new OperationListener() {};

    /** How an operation ended. */
    enum End {
        /** It has done its action to all jobs that fit. */
        SUCCEEDED,
        /** It stopped by itself, since too many jobs failed again. */
        STOPPED
    }

    /** An action is done to some jobs, and the store has noted it down. */
    default void done(JobAction.Kind action, List<ActionResult> results) {}

    /** An operation has ended on this server. */
    default void ended(JobAction.Kind action, End end) {}
}
