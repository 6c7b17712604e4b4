package nightshift.api.jobs;

/** What happens to a submitted job whose task this server does not know. */
public enum UnknownTasks {
    /** The job is refused: most likely the name is mistyped. */
    REFUSE,
    /**
     * The job waits, unchecked, until a worker knows its task, such as one of a version that is about to be deployed.
     */
    QUEUE
}
