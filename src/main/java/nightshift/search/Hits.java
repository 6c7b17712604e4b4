package nightshift.search;

import java.util.BitSet;
import java.util.Optional;

/** The jobs that were found in a segment, from the newest back. */
public final class Hits {

    private final Places places;
    private final BitSet jobs;
    private final boolean exact;
    private int next;

    /**
     * A job.
     *
     * @param position after it
     * @param offset   its number in its entry, from the oldest on
     */
    public record Hit(Position position, int offset) {}

    /** @param begun the position before which hits are left out, if there is one */
    public Hits(ColumnFilter.Found found, Optional<Position> begun) {
        places = found.places();
        jobs = found.jobs();
        exact = found.exact();
        next = jobs.previousSetBit(places.jobs() - 1);
        begun.ifPresent(this::skip);
    }

    private void skip(Position begun) {
        while (next >= 0) {
            Position position = hit(next).position();
            int order = position.entry().compareTo(begun.entry());
            if (order < 0 || order == 0 && position.seen() > begun.seen()) {
                return;
            }
            next = next == 0 ? -1 : jobs.previousSetBit(next - 1);
        }
    }

    /** Whether all of them are meant. */
    public boolean areExact() {
        return exact;
    }

    /** The next job, the newest first; empty after the oldest. */
    public Optional<Hit> next() {
        if (next < 0) {
            return Optional.empty();
        }
        Hit hit = hit(next);
        next = next == 0 ? -1 : jobs.previousSetBit(next - 1);
        return Optional.of(hit);
    }

    private Hit hit(int job) {
        int entry = places.entryOf(job);
        Places.Entry of = places.entries().get(entry);
        int offset = job - places.begin(entry);
        return new Hit(new Position(of.id(), of.jobs() - offset), offset);
    }
}
