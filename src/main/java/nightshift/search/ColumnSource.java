package nightshift.search;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Reads columns from where they are stored. */
@FunctionalInterface
public interface ColumnSource {

    /** The letters by which columns are stored. */
    String LETTERS = "pbxqtgkhc";

    /** Where the jobs stand in the index of all jobs. */
    char PLACES = 'p';

    /** A Bloom filter of all texts in the other columns, each behind its letter. */
    char VALUES = 'b';

    /** The state, with those that are ready and those that run as one. */
    char STATE = 'x';

    /** The queue. */
    char QUEUE = 'q';

    /** The task. */
    char TASK = 't';

    /** The tags. */
    char TAG = 'g';

    /** The key within the queue. */
    char KEY = 'k';

    /** The host that the job calls. */
    char HOST = 'h';

    /** The schedule that submitted it. */
    char SCHEDULE = 'c';

    /** The columns of these letters, for each letter in the order of the segments; null where one is missing. */
    Map<Character, List<byte[]>> read(Collection<Character> letters, List<Segment> segments);

    /** Where columns are kept that were read. */
    default ColumnCache cache() {
        return new ColumnCache(0);
    }
}
