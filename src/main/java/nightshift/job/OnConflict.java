package nightshift.job;

/** What a submit does if a live job has its {@link UniqueKey}. */
public enum OnConflict {
    /** It stores nothing, and reports the live job as a conflict. */
    REFUSE('F'),
    /** It stores nothing, and answers with the live job. */
    RETURN('T');

    private final char code;

    OnConflict(char code) {
        this.code = code;
    }

    /** The one character that stands for it in the store's scripts. */
    public char code() {
        return code;
    }
}
