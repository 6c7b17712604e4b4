package nightshift.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of the index of all jobs for a walk from the newest back: a segment, or entries that have none.
 *
 * @param segment  the segment, if there is one
 * @param newest   the first entry, as XREVRANGE has it; empty for a segment
 * @param oldest   the last entry, as XREVRANGE has it; empty for a segment
 * @param begin    the position at which the walk begins, if it is in this stretch
 */
public record Stretch(Optional<Segment> segment, String newest, String oldest, Optional<Position> begin) {

    /**
     * What a walk comes through.
     *
     * @param begun where it continues; empty if it begins
     */
    public static Deque<Stretch> all(Snapshot index, TimeBounds times, Optional<Position> begun) {
        List<Segment> segments =
                new ArrayList<>(index.segments().descendingMap().values());
        segments.removeIf(segment -> begun.isPresent() && begun.get().isPast(segment.first())
                || !times.canHave(segment.first(), segment.last()));
        Deque<Stretch> all = new ArrayDeque<>();
        Segment above = null;
        for (Segment segment : segments) {
            gap(segment, above, times, begun).ifPresent(all::add);
            all.add(new Stretch(
                    Optional.of(segment),
                    "",
                    "",
                    begun.filter(position -> position.entry().compareTo(segment.last()) <= 0)));
            above = segment;
        }
        gap(null, above, times, begun).ifPresent(all::add);
        return all;
    }

    /** What lies between a segment and the one above it, if there can be anything. */
    private static Optional<Stretch> gap(Segment below, Segment above, TimeBounds times, Optional<Position> begun) {
        if (above != null && below != null && above.after().equals(below.last())) {
            return Optional.empty();
        }
        String oldest = below == null ? times.oldest() : "(" + below.last();
        String newest = above == null ? times.newest() : "(" + above.first();
        Optional<Position> begin = begun.filter(
                        position -> above == null || position.entry().compareTo(above.first()) < 0)
                .filter(position -> below == null || position.entry().compareTo(below.last()) > 0);
        if (begun.isPresent() && begin.isEmpty() && above == null) {
            return Optional.empty(); // the walk begins below
        }
        return Optional.of(new Stretch(Optional.empty(), newest, oldest, begin));
    }

    /** Where a walk through it begins, as tokens have it without their letter; empty for its beginning. */
    public String position() {
        return begin.map(Position::toString).orElse("");
    }

    /** What is left of it behind a position. */
    public Stretch from(String position) {
        return new Stretch(segment, newest, oldest, Optional.of(Position.of(position)));
    }

    /** The entries of its segment, to be walked through. */
    public Stretch withoutSegment() {
        Segment of = segment.orElseThrow();
        return new Stretch(Optional.empty(), of.last().toString(), of.first().toString(), begin);
    }
}
