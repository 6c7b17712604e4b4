package nightshift.job;

import java.util.Locale;

/** What has to agree with the records of jobs, as the self-audit names it in metrics, logs and answers. */
public enum Invariant {
    /** The record of a job can be read. One that cannot is set apart under another key, and stays there. */
    RECORD,
    /** A ready job stands in its queue's list, has a turn, or stands aside. */
    READY,
    /** Ready jobs that stand aside are those of the key under which they stand, and each such key is listed. */
    ASIDE,
    /** The turns of a fair queue are those of its ready jobs. */
    TURNS,
    /** A queue with jobs in its lists is looked at by claims. */
    ACTIVE,
    /** Jobs that wait for a time are listed under it. */
    DUE,
    /** Running jobs have a lease, and only they. */
    LEASES,
    /** Jobs that must start or end by some time are listed under it. */
    EXPIRY,
    /** Dead, canceled and expired jobs are listed by their end. */
    ENDED,
    /** Lists of jobs in rare states are complete. */
    STATE,
    /** The index has every job. */
    INDEX,
    /** Numbers of jobs are those of a recount. */
    COUNTS,
    /** Every queue with a job is known. */
    QUEUES,
    /** A unique key leads to the live job that has it. */
    UNIQUE,
    /** Running jobs of keys and destinations are those of a recount. */
    RUNNING,
    /** No rate is used up for longer than it can be. */
    TOKENS,
    /** A schedule has its next turn unless it is paused, and is listed. */
    SCHEDULES,
    /** Imports and exports are listed. */
    BULK,
    /** Limits and retention are those of the settings. */
    LIMITS,
    /** A breaker that waits for a call waits for one that runs. */
    BREAKERS,
    /** Jobs that failed are in the failure group of their cause, and its numbers are those of a recount. */
    FAILURES,
    /** The index for search has no job wrong, and hides none. */
    SEARCH;

    /** The name in metrics, logs and answers. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is none of this label */
    public static Invariant of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
