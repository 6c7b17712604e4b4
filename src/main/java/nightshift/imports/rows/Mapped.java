package nightshift.imports.rows;

import nightshift.imports.RejectedRow;

/** What became of a row. */
public sealed interface Mapped {

    /** It is good: the args of its job, as JSON text. */
    record Args(String json) implements Mapped {}

    /** There will be no job. */
    record Rejected(RejectedRow row) implements Mapped {}
}
