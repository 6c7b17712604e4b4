package nightshift.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a walk over the index of all jobs is, from the oldest on, and which segment of the index for search comes next. */
public final class Onward {

    private final Snapshot index;
    private final EntryId begin;
    private final EntryId end;
    private String at;

    /**
     * A walk.
     *
     * @param position an entry and how many of its jobs were seen, or an entry of which all were; empty for the beginning
     * @param first    where that is: a time in ms, or {@code -}
     * @param last     the last entry's id, or a time in ms
     */
    public Onward(Snapshot index, String position, String first, String last) {
        this.index = index;
        this.at = position;
        this.begin = first.equals("-") ? EntryId.NONE : new EntryId(Long.parseLong(first), 0);
        this.end = last.indexOf('-') < 0 ? new EntryId(Long.parseLong(last), Long.MAX_VALUE) : EntryId.parse(last);
    }

    /** How far it has come, for another {@code Onward} to continue. */
    public String position() {
        return at;
    }

    /** Continues from another position. */
    public void moveTo(String position) {
        at = position;
    }

    private Optional<Position> seen() {
        return Optional.of(at)
                .filter(text -> !text.isEmpty())
                .map(text -> text.indexOf('.') < 0 ? Position.endOf(EntryId.parse(text)) : Position.of(text));
    }

    /** The first segment that is not behind the walk, unless the walk ends before it. */
    public Optional<Segment> next() {
        Optional<Position> seen = seen();
        EntryId from = seen.map(Position::entry).orElse(begin);
        return Optional.ofNullable(index.segments().floorEntry(from))
                .map(Map.Entry::getValue)
                .filter(segment -> segment.last().compareTo(from) >= 0
                        && !seen.equals(Optional.of(Position.endOf(segment.last()))))
                .or(() ->
                        Optional.ofNullable(index.segments().higherEntry(from)).map(Map.Entry::getValue))
                .filter(segment -> segment.first().compareTo(end) <= 0);
    }

    /** Whether there can be jobs between the walk and a segment. */
    public boolean isGapBefore(Segment segment) {
        return seen().map(seen -> seen.entry().compareTo(segment.first()) < 0
                        && !seen.equals(Position.endOf(segment.after()))
                        && !seen.equals(Position.endOf(before(segment.first()))))
                .orElse(begin.compareTo(segment.first()) < 0);
    }

    /** Nothing is left before a segment. */
    public void moveBefore(Segment segment) {
        at = before(segment.first()).toString();
    }

    /** The last id that an entry before this one can have. */
    private static EntryId before(EntryId entry) {
        return entry.seq() > 0 ? new EntryId(entry.ms(), entry.seq() - 1) : new EntryId(entry.ms() - 1, Long.MAX_VALUE);
    }

    /** A segment and those that follow it without a gap, as many as given. */
    public List<Segment> together(Segment from, int most) {
        List<Segment> segments = new ArrayList<>();
        for (Segment next : index.segments().tailMap(from.first(), true).values()) {
            boolean follows = segments.isEmpty()
                    || next.after().equals(segments.get(segments.size() - 1).last());
            if (segments.size() == most || !follows || next.first().compareTo(end) > 0) {
                break;
            }
            segments.add(next);
        }
        return segments;
    }

    /** Whether the walk ends before the end of a segment, or there. */
    public boolean endsIn(Segment segment) {
        return segment.last().compareTo(end) >= 0;
    }

    /** Whether the walk has begun a segment. */
    public boolean isIn(Segment segment) {
        return seen().filter(seen -> seen.entry().compareTo(segment.first()) >= 0)
                .isPresent();
    }

    /** How many jobs of a segment the walk has seen already. */
    public int seenOf(Places places) {
        Optional<Position> seen = seen();
        int jobs = 0;
        for (Places.Entry entry : seen.isEmpty() ? List.<Places.Entry>of() : places.entries()) {
            int order = entry.id().compareTo(seen.get().entry());
            if (order > 0) {
                break;
            }
            jobs += order < 0 ? entry.jobs() : Math.min(entry.jobs(), seen.get().seen());
        }
        return jobs;
    }

    /**
     * Jobs of a segment.
     *
     * @param numbers where they stand, each with its number in the segment
     * @param all     whether no others follow
     */
    public record Taken(Map<Hits.Hit, Integer> numbers, boolean all) {}

    /**
     * Takes the next jobs of a segment.
     *
     * @param most how many at most
     */
    public Taken take(Places places, BitSet jobs, int most) {
        Map<Hits.Hit, Integer> numbers = new LinkedHashMap<>();
        int job = jobs.nextSetBit(seenOf(places));
        while (job >= 0 && numbers.size() < most) {
            int entry = places.entryOf(job);
            EntryId id = places.entries().get(entry).id();
            if (id.compareTo(end) > 0) {
                return new Taken(numbers, true);
            }
            int offset = job - places.begin(entry);
            Position position = new Position(id, offset + 1);
            numbers.put(new Hits.Hit(position, offset), job);
            at = position.toString();
            job = jobs.nextSetBit(job + 1);
        }
        return new Taken(numbers, job < 0);
    }
}
