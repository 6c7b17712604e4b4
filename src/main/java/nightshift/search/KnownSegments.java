package nightshift.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the server that keeps the index for search knows about its segments. It alone changes them, so it reads them once. */
public final class KnownSegments {

    private final NavigableMap<EntryId, Segment> segments;
    /** Segments without a column of states. */
    private final NavigableMap<EntryId, Segment> stale = new TreeMap<>();
    /** Segments of which all columns have to be written again. */
    private final NavigableMap<EntryId, Segment> wrong = new TreeMap<>();
    /** How many jobs of a segment were there when it was last looked at. */
    private final Map<EntryId, Integer> there = new HashMap<>();

    private EntryId checked = EntryId.NONE;

    /** Of these segments, by their first entries. */
    public KnownSegments(NavigableMap<EntryId, Segment> segments) {
        this.segments = segments;
        segments.forEach((id, segment) -> there.put(id, segment.jobs() - segment.gone()));
    }

    /** Takes note of the columns that exist: the names of their segments, by letter. */
    public void found(Map<Character, Set<String>> columns) {
        for (Segment segment : segments.values()) {
            String name = segment.first().toString();
            for (char letter : segment.columns().toCharArray()) {
                if (!columns.getOrDefault(letter, Set.of()).contains(name)) {
                    (letter == ColumnSource.STATE ? stale : wrong).put(segment.first(), segment);
                }
            }
        }
    }

    /** How many there are. */
    public int size() {
        return segments.size();
    }

    /** How many have no column of states. */
    public int staleSegments() {
        return stale.size();
    }

    /** How many of their jobs were there when each was last looked at. */
    public long jobsThere() {
        return there.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** The oldest; null if there is none. */
    public Segment oldest() {
        return segments.isEmpty() ? null : segments.firstEntry().getValue();
    }

    /** The end of the newest segment. */
    public EntryId end() {
        return segments.isEmpty()
                ? EntryId.NONE
                : segments.lastEntry().getValue().last();
    }

    /**
     * The first segment that does not follow the one before it, although entries can stand between the two.
     *
     * @param oldest the oldest entry that there is
     */
    public Optional<Segment> behindGap(EntryId oldest) {
        EntryId end = null;
        if (!segments.isEmpty() && oldest.compareTo(segments.firstKey()) < 0) {
            return Optional.of(segments.firstEntry().getValue());
        }
        for (Segment segment : segments.values()) {
            if (end != null && !segment.after().equals(end)) {
                return Optional.of(segment);
            }
            end = segment.last();
        }
        return Optional.empty();
    }

    /** The end of the segment before another. */
    public EntryId endBefore(Segment segment) {
        Map.Entry<EntryId, Segment> before = segments.lowerEntry(segment.first());
        return before == null ? EntryId.NONE : before.getValue().last();
    }

    /** The segment after another. */
    public Optional<Segment> next(Segment segment) {
        return Optional.ofNullable(segments.higherEntry(segment.first())).map(Map.Entry::getValue);
    }

    /** The segments that have to be looked at because of some marks, the newest first. */
    public List<Segment> outdated(Changes changes) {
        List<Segment> outdated = new ArrayList<>();
        for (Segment segment : segments.descendingMap().values()) {
            if (changes.canBeInStates(segment)) {
                outdated.add(segment);
            }
        }
        return outdated;
    }

    /** The newest segments without states. */
    public List<Segment> stale(int most) {
        return stale.descendingMap().values().stream().limit(most).toList();
    }

    /** The newest segments that have to be written again. */
    public List<Segment> wrong(int most) {
        return wrong.descendingMap().values().stream().limit(most).toList();
    }

    /** The segment that was not checked for the longest time. */
    public Optional<Segment> nextToCheck() {
        Map.Entry<EntryId, Segment> next = segments.higherEntry(checked);
        next = next == null ? segments.firstEntry() : next;
        if (next == null) {
            return Optional.empty();
        }
        checked = next.getKey();
        return Optional.of(next.getValue());
    }

    /** All columns of a segment are written. */
    public void written(Segment segment) {
        segments.put(segment.first(), segment);
        stale.remove(segment.first());
        wrong.remove(segment.first());
        there.put(segment.first(), segment.jobs() - segment.gone());
    }

    /** Puts a segment in the place of one that is the same but for what it follows. */
    public void replace(Segment segment) {
        segments.put(segment.first(), segment);
        stale.replace(segment.first(), segment);
        wrong.replace(segment.first(), segment);
    }

    /** Its states are right, and show how many jobs are there. Where many are gone since it was written, it is written again. */
    public void updated(Segment segment, int jobs) {
        stale.remove(segment.first());
        there.put(segment.first(), jobs);
        if (segment.jobs() - jobs - segment.gone() > segment.jobs() / 2) {
            wrong.put(segment.first(), segment);
        }
    }

    /** The column of its states is missing. */
    public void markStale(Segment segment) {
        stale.put(segment.first(), segment);
    }

    /** All its columns have to be written again. */
    public void markWrong(Segment segment) {
        wrong.put(segment.first(), segment);
    }

    /** Forgets a segment. */
    public void remove(Segment segment) {
        segments.remove(segment.first());
        stale.remove(segment.first());
        wrong.remove(segment.first());
        there.remove(segment.first());
    }
}
