package nightshift.api.jobs;

import nightshift.job.Job;
import nightshift.job.Reserved;
import nightshift.task.TaskName;
import nightshift.web.Problem;
import nightshift.web.ProblemException;

/**
 * Tasks that Nightshift runs for itself. Their jobs mean nothing without the data that Nightshift stores beside them.
 */
public final class InternalTasks {

    private static final String REFUSED =
            "is a task of Nightshift itself, whose jobs cannot be submitted: send a file of rows"
                    + " to POST /imports, ask for a file of jobs with POST /exports, or begin an operation with POST /operations";

    private InternalTasks() {}

    /** Why clients cannot submit a task. For internal tasks only. */
    static String refusal() {
        return REFUSED;
    }

    /** @throws IllegalArgumentException if the text names no task that clients may submit */
    public static TaskName submittable(String text) {
        TaskName name = new TaskName(text);
        if (Reserved.isReserved(name)) {
            throw new IllegalArgumentException(REFUSED);
        }
        return name;
    }

    /** @throws ProblemException with 409 if the job is one of Nightshift's own */
    static void refuseChange(Job job) {
        if (Reserved.isReserved(job.task())) {
            throw Problem.conflict(job.state().name(), "A job of " + job.task() + " cannot be changed.")
                    .exception();
        }
    }

    /** @throws ProblemException with 409 if the job is one of Nightshift's own */
    static void refuseRetry(Job job) {
        if (Reserved.isReserved(job.task())) {
            String remedy = switch (job.task().value()) {
                case "nightshift.import" -> "Restart the import: POST /api/v1/imports/" + job.id() + ":restart.";
                case "nightshift.export" -> "Restart the export: POST /api/v1/exports/" + job.id() + ":restart.";
                case "nightshift.operation" -> "Begin another operation: POST /api/v1/operations.";
                default -> "Nightshift submits new ones when it needs them.";
            };
            throw Problem.conflict(job.state().name(), "A job of " + job.task() + " cannot be retried. " + remedy)
                    .exception();
        }
    }
}
