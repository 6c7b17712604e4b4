package nightshift.job;

/** What a submit does if a live job has its {@link UniqueKey}. */
public enum OnConflict {
    /** It stores nothing, and reports the live job as a conflict. */
    REFUSE('F'),
    /** It stores nothing, and answers with the live job. */
    RETURN('T'),
    /** If the live job waits, it becomes the new one and keeps its id. If it runs, the new one is refused. */
    REPLACE('P'),
    /**
     * If the live job waits, it becomes the new one and keeps its id. If it runs, the new one waits for its end; of several, the latest
     * counts.
     */
    AFTER('A');

    private final char code;

    OnConflict(char code) {
        this.code = code;
    }

    /** The one character that stands for it in the store's scripts. */
    public char code() {
        return code;
    }
}
