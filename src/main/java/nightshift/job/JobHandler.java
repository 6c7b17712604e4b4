package nightshift.job;

import java.util.Optional;
import nightshift.task.AttemptFailed;

/** Does the work of a task. One instance runs many jobs at once. */
@FunctionalInterface
public interface JobHandler {

    /**
     * Does one attempt. It should stop soon when its thread is interrupted: the job was canceled, timed out, or the
     * server is stopping.
     *
     * @param argsJson the job's args
     * @return the result as JSON text, if there is one
     * @throws AttemptFailed to say what happens after the failure
     * @throws Exception     for any other failure; the job is tried again while it has attempts left
     */
    Optional<String> handle(String argsJson, LeasedAttempt attempt) throws Exception;
}
