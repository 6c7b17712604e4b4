package nightshift.task;

import java.util.Optional;

/**
 * A task that takes its args as JSON text and names their schema itself. Nothing parses the text on its way to the task.
 * One instance runs many jobs at once.
 *
 * @see TaskHandler TaskHandler, for args that are a record
 */
public interface RawTaskHandler {

    /**
     * The JSON Schema (draft 2020-12) that args must fit at submit. The server asks once, when it starts.
     *
     * @return the schema; {@code {}} accepts any args
     */
    String argsSchema();

    /**
     * Runs one attempt. It should stop soon when its thread is interrupted: the job was canceled, its time is up, or the
     * server is stopping.
     *
     * @param argsJson the job's args
     * @param context  the attempt
     * @return the result as JSON text, if there is one
     * @throws AttemptFailed to say what happens after the failure
     * @throws Exception     for any other failure; the job is tried again while it has attempts left
     */
    Optional<String> handle(String argsJson, JobContext context) throws Exception;
}
