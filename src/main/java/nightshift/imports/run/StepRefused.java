package nightshift.imports.run;

import nightshift.task.AttemptFailed;

/** The store takes no more steps of this attempt: nothing that it does for the import would count. */
final class StepRefused extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why. */
    enum Reason {
        /** The job, or its import, was asked to stop or has ended. */
        STOP,
        /** Another worker has taken the job over. */
        LEASE_LOST
    }

    private final Reason reason;

    StepRefused(Reason reason) {
        super(
                switch (reason) {
                    case STOP -> "The import was asked to stop, or has ended.";
                    case LEASE_LOST -> "Another worker has taken the job over.";
                });
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    /** The same as an end of the attempt. What becomes of the job, the store decides by what it knows better. */
    AttemptFailed asFailure() {
        return AttemptFailed.retryable("import-ended", getMessage(), null);
    }
}
