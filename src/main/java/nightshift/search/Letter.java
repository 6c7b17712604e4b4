package nightshift.search;

/** The letters by which columns are stored. */
public final class Letter {

    /** All that there are. */
    public static final String ALL = "pbxqtgkhc";

    /** Where the jobs stand in the index of all jobs. */
    public static final char PLACES = 'p';

    /** A Bloom filter of all texts in the other columns, each behind its letter. */
    public static final char VALUES = 'b';

    /** The state, with those that are ready and those that run as one. */
    public static final char STATE = 'x';

    /** The queue. */
    public static final char QUEUE = 'q';

    /** The task. */
    public static final char TASK = 't';

    /** The tags. */
    public static final char TAG = 'g';

    /** The key within the queue. */
    public static final char KEY = 'k';

    /** The host that the job calls. */
    public static final char HOST = 'h';

    /** The schedule that submitted it. */
    public static final char SCHEDULE = 'c';

    private Letter() {}
}
