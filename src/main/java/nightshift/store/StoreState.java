package nightshift.store;

/** The state of the store, as this server sees it. */
public enum StoreState {
    /** Reads, writes and runs scripts; replicas confirm where they are waited for. */
    UP,
    /** Answers questions but refuses to write: it is full, read-only, cannot save, or lacks replicas or rights. */
    REFUSES_WRITES,
    /** Reads its data from disk and answers nothing else until it has them. */
    LOADING,
    /** Cannot be used: no connection, no master, or the connection is refused. */
    AWAY,
    /** Takes connections but does not answer in time, or is blocked by a script. */
    HUNG;

    /** Whether questions are answered. */
    public boolean reads() {
        return this == UP || this == REFUSES_WRITES;
    }
}
