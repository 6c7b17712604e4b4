package nightshift.work;

import nightshift.job.JobHandler;

/** A task that takes its args as JSON text and names their schema itself; nothing parses them on its way. */
public interface RawTaskHandler extends JobHandler {

    /** JSON Schema (draft 2020-12) that args must fit at submit; {@code {}} for any. Asked for once, at start. */
    String argsSchema();
}
