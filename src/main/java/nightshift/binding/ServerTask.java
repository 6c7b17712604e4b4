package nightshift.binding;

import nightshift.job.JobHandler;

/** A task of the server's own that writes to the store under the lease of its attempt. It takes its args as JSON text. */
public interface ServerTask extends JobHandler {

    /** The JSON Schema (draft 2020-12) that args must fit at submit. The server asks for it once, when it starts. */
    String argsSchema();
}
