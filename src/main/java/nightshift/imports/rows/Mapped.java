package nightshift.imports.rows;

import nightshift.imports.RejectedRow;

/** The result of mapping a row. */
public sealed interface Mapped {

    /**
     * The row is good.
     *
     * @param json the args of its job, as JSON text
     */
    record Args(String json) implements Mapped {}

    /**
     * The row is rejected.
     *
     * @param row the row, and why it is rejected
     */
    record Rejected(RejectedRow row) implements Mapped {}
}
