package nightshift.api.jobs;

/** What becomes of a submitted job whose task this server does not know. */
public enum UnknownTasks {
    /** It is refused: most likely the name is mistyped. */
    REFUSE,
    /** It waits, unchecked, until a worker comes that knows its task: such as one of a version that is about to be deployed. */
    QUEUE
}
