package nightshift.task;

import java.util.Optional;

/**
 * A task that takes its args as JSON text and names their schema itself; nothing parses them on its way. One instance
 * serves many jobs at once.
 */
public interface RawTaskHandler {

    /** JSON Schema (draft 2020-12) that args must fit at submit; {@code {}} for any. Asked for once, at start. */
    String argsSchema();

    /**
     * Does one attempt. It should stop soon when its thread is interrupted: the job was cancelled, timed out, or the
     * server is stopping.
     *
     * @param argsJson the job's args
     * @return the result as JSON text, if there is one
     * @throws AttemptFailed to say how the failure is to be treated
     * @throws Exception     for any other failure; the job is tried again while it has attempts left
     */
    Optional<String> handle(String argsJson, JobContext context) throws Exception;
}
