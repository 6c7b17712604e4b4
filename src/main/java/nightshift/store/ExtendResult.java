package nightshift.store;

/** The store's answer to a heartbeat for one job. */
public enum ExtendResult {
    /** The lease is renewed. */
    EXTENDED,
    /** The lease is renewed, and the job was asked to stop. */
    CANCEL_REQUESTED,
    /** The lease is no longer the current one; the worker must stop and write nothing. */
    LEASE_LOST
}
