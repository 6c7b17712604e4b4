package nightshift.batch;

import nightshift.task.AttemptFailed;

/** The store accepts no more steps of this attempt: nothing that it still does would count. */
public final class StepRefused extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The job, or the bulk job that it works for, was asked to stop or has ended. */
        STOP("stopped", "The job was asked to stop, or has ended."),
        /** Another worker has the job now. */
        LEASE_LOST("lease-lost", "Another worker has taken the job over.");

        private final String type;
        private final String message;

        Reason(String type, String message) {
            this.type = type;
            this.message = message;
        }
    }

    private final Reason reason;

    /** @param reason why the step is refused */
    public StepRefused(Reason reason) {
        super(reason.message);
        this.reason = reason;
    }

    /** Why no more steps are accepted. */
    public Reason reason() {
        return reason;
    }

    /** The same as the end of the attempt. The engine decides what becomes of the job, by what it knows better. */
    public AttemptFailed asFailure() {
        return AttemptFailed.retryable(reason.type, getMessage(), null);
    }
}
