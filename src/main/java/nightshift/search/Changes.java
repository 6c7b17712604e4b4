package nightshift.search;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The marks that scripts have left since the columns of the index were written. A mark stands for all jobs whose ids were made within
 * about a second, so that a segment may be named by marks for other jobs too.
 *
 * @param count how many there are
 * @param all   prefixes of ids for which any column can be wrong
 * @param some  those, and prefixes of ids for which the column of states can be wrong
 */
public record Changes(int count, NavigableSet<String> all, NavigableSet<String> some) {

    private static final char OF_ALL = 'a';

    /** Reads the list of marks, whose first element is none. */
    public static Changes read(List<String> list) {
        return read(list, Integer.MAX_VALUE);
    }

    /** The same up to a number of marks of the first kind. */
    public static Changes read(List<String> list, int mostOfAll) {
        NavigableSet<String> all = new TreeSet<>();
        NavigableSet<String> some = new TreeSet<>();
        int count = 0;
        for (String mark : list.subList(1, list.size())) {
            if (all.size() == mostOfAll) {
                break;
            }
            count++;
            some.add(mark.substring(1));
            if (mark.charAt(0) == OF_ALL) {
                all.add(mark.substring(1));
            }
        }
        return new Changes(count, all, some);
    }

    /** As if each of these jobs, by their short ids, had come into another state. */
    public static Changes ofStates(List<String> ids) {
        NavigableSet<String> some = new TreeSet<>();
        ids.forEach(id -> some.add(id.substring(0, SegmentWriter.MARK_LENGTH)));
        return new Changes(ids.size(), new TreeSet<>(), some);
    }

    /** These and other changes. */
    public Changes and(Changes other) {
        NavigableSet<String> bothAll = new TreeSet<>(all);
        NavigableSet<String> bothSome = new TreeSet<>(some);
        bothAll.addAll(other.all);
        bothSome.addAll(other.some);
        return new Changes(count + other.count, bothAll, bothSome);
    }

    /** Whether any column of a segment can be wrong. */
    public boolean canBeInAll(Segment segment) {
        return has(all, segment);
    }

    /** Whether the column of states of a segment can be wrong. */
    public boolean canBeInStates(Segment segment) {
        return has(some, segment);
    }

    private static boolean has(NavigableSet<String> prefixes, Segment segment) {
        String first = prefixes.ceiling(segment.lowest());
        return first != null && first.compareTo(segment.highest()) <= 0;
    }
}
