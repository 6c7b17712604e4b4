package nightshift.imports.plan;

/** What became of rows. */
record RowCounts(long read, long submitted, long rejected) {

    static final RowCounts NONE = new RowCounts(0, 0, 0);

    RowCounts plus(RowCounts more) {
        return new RowCounts(read + more.read, submitted + more.submitted, rejected + more.rejected);
    }

    /** As an attempt notes it, and as the result of a job. */
    String json() {
        return "{\"read\":" + read + ",\"submitted\":" + submitted + ",\"rejected\":" + rejected + "}";
    }
}
