package nightshift.imports.plan;

/** The results of rows. */
public record RowCounts(long read, long submitted, long rejected) {

    public static final RowCounts NONE = new RowCounts(0, 0, 0);

    public RowCounts plus(RowCounts more) {
        return new RowCounts(read + more.read, submitted + more.submitted, rejected + more.rejected);
    }

    /** The JSON for an attempt's notes and for the result of a job. */
    public String json() {
        return "{\"read\":" + read + ",\"submitted\":" + submitted + ",\"rejected\":" + rejected + "}";
    }
}
