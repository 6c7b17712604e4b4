package nightshift.job;

/**
 * Where a job stands. {@link Transitions} says which change leads from one state to the next.
 *
 * <pre>
 *   submit ──► SCHEDULED ──promote──► READY ──claim──► RUNNING ──settle──► SUCCEEDED
 *      └─────────────────────────────► ▲                 │ ├──► RETRYING ──promote──► READY
 *                                      └── interrupted ──┘ ├──► DEAD ──retry──► READY
 *                                          or lost         └──► CANCELLED
 * </pre>
 */
public enum JobState {
    /** Not due yet. A promoter makes it {@link #READY} when its time comes. */
    SCHEDULED('S'),
    /** Waits in its queue for a worker. */
    READY('R'),
    /** Waits for the end of another job. */
    BLOCKED('B'),
    /** A worker holds a lease on it. */
    RUNNING('X'),
    /** An attempt failed; due again later. */
    RETRYING('T'),
    /** An attempt succeeded. Final. */
    SUCCEEDED('D'),
    /** No attempts are left, or another one would not help. Final, but an operator can retry it. */
    DEAD('F'),
    /** The job was canceled. Final. */
    CANCELLED('C'),
    /** Its start-by time passed before a worker took it. Final. */
    EXPIRED('E');

    private static final JobState[] BY_CODE = new JobState[128];

    static {
        for (JobState state : values()) {
            BY_CODE[state.code] = state;
        }
    }

    private final char code;

    JobState(char code) {
        this.code = code;
    }

    /** The one character that stands for this state in the store and in its scripts. */
    public char code() {
        return code;
    }

    /** Whether nothing more happens to the job unless a client asks for it. */
    public boolean isFinal() {
        return switch (this) {
            case SUCCEEDED, DEAD, CANCELLED, EXPIRED -> true;
            case SCHEDULED, READY, BLOCKED, RUNNING, RETRYING -> false;
        };
    }

    /**
     * The state that a store's character stands for.
     *
     * @throws IllegalArgumentException if no state has this code
     */
    public static JobState ofCode(char code) {
        JobState state = code < BY_CODE.length ? BY_CODE[code] : null;
        if (state == null) {
            throw new IllegalArgumentException("no job state has the code '" + code + "'");
        }
        return state;
    }
}
