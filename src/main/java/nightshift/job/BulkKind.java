package nightshift.job;

/** What a bulk job does. */
public enum BulkKind {
    /** Submits a job for each row of a file. */
    IMPORT('I'),
    /** Writes jobs to a file. */
    EXPORT('E'),
    /** Does something to many jobs. */
    OPERATION('O');

    private final char code;

    BulkKind(char code) {
        this.code = code;
    }

    /** The code in the store. */
    public char code() {
        return code;
    }

    /** The kind of a code. */
    public static BulkKind ofCode(char code) {
        for (BulkKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no kind of bulk job has the code " + code);
    }
}
