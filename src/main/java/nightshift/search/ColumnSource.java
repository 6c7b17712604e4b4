package nightshift.search;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Reads columns from where they are stored. */
@FunctionalInterface
public interface ColumnSource {

    /** The columns of these letters, for each letter in the order of the segments; null where one is missing. */
    Map<Character, List<byte[]>> read(Collection<Character> letters, List<Segment> segments);
}
