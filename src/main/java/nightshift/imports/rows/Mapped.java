package nightshift.imports.rows;

import nightshift.imports.RejectedRow;

/** The result of mapping a row. */
public sealed interface Mapped {

    /** It is good: the args of its job, as JSON text. */
    record Args(String json) implements Mapped {}

    /** The row is rejected. */
    record Rejected(RejectedRow row) implements Mapped {}
}
