package nightshift.job;

import java.time.Duration;

/** The bounds that keep one job from harming the rest. */
public final class Limits {

    /** Largest args or result of a job, in bytes of UTF-8. */
    public static final int PAYLOAD_BYTES = 256 * 1024;
    /** How deep args may be nested: {@code []} is one level, {@code [[]]} are two. */
    public static final int DEPTH_MOST = 200;
    /** Most important priority. */
    public static final int PRIORITY_FIRST = 1;
    /** Least important priority. */
    public static final int PRIORITY_LAST = 9;
    /** Priority of jobs that ask for none. */
    public static final int PRIORITY_DEFAULT = 5;
    /** Attempts of jobs that ask for no number, the first included. */
    public static final int ATTEMPTS_DEFAULT = 10;
    /** Most attempts that a job may ask for, the first included. */
    public static final int ATTEMPTS_MOST = 100;
    /** How often a job may lose its worker before the job counts as the cause. */
    public static final int LOST_MOST = 3;
    /** Longest time that one attempt may be given. */
    public static final Duration TIMEOUT_LONGEST = Duration.ofHours(24);
    /** How far ahead a job may be scheduled. */
    public static final Duration DELAY_LONGEST = Duration.ofDays(3650);
    /** Most tags of a job. */
    public static final int TAGS_MOST = 20;
    /** Longest tag, in characters. */
    public static final int TAG_LENGTH = 100;
    /** Longest failure text that is kept, in characters. */
    public static final int FAILURE_TEXT = 4096;
    /** What the attempts of a job may take up with all their texts, in bytes; beyond it the oldest are dropped. */
    public static final int HISTORY_BYTES = 256 * 1024;

    private Limits() {}
}
