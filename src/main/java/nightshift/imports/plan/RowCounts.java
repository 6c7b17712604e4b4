package nightshift.imports.plan;

/**
 * What became of rows.
 *
 * @param read      rows that were read
 * @param submitted rows that became jobs
 * @param rejected  rows that could not
 */
public record RowCounts(long read, long submitted, long rejected) {

    /** No row was read. */
    public static final RowCounts NONE = new RowCounts(0, 0, 0);

    /** The sum of both. */
    public RowCounts plus(RowCounts more) {
        return new RowCounts(read + more.read, submitted + more.submitted, rejected + more.rejected);
    }

    /** The JSON for an attempt's notes and for the result of a job. */
    public String json() {
        return "{\"read\":" + read + ",\"submitted\":" + submitted + ",\"rejected\":" + rejected + "}";
    }
}
