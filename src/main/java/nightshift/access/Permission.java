package nightshift.access;

/** Something that a caller may be allowed to do. */
public enum Permission {
    /** Look at jobs, queues, tasks, workers and events. */
    READ,
    /** Submit jobs. */
    SUBMIT,
    /** Change jobs and queues that are already there. */
    OPERATE,
    /** Everything else. */
    ADMINISTER
}
