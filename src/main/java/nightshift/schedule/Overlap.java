package nightshift.schedule;

/** What becomes of a run while the job of an earlier run of the same schedule has not ended. */
public enum Overlap {
    /** The run is left out. */
    SKIP,
    /** One run waits until the job has ended. More are left out. */
    BUFFER_ONE,
    /** The run's job is submitted all the same. */
    ALLOW,
    /** The jobs that have not ended are canceled, and the run's job is submitted. */
    CANCEL_OTHER
}
