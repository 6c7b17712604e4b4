package nightshift.redis.find;

import java.util.List;
import java.util.Optional;
import nightshift.redis.find.SegmentChanges.Answer;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.search.Changes;
import nightshift.search.ColumnSource;
import nightshift.search.EntryId;
import nightshift.search.KnownSegments;
import nightshift.search.Packing;
import nightshift.search.Segment;
import nightshift.search.SegmentWriter;

/** One round of the upkeep of the index for search. Its steps answer false when another server keeps the index by now. */
final class SegmentRound {

    private static final int UPDATES_OF_ROUND = 100;
    private static final int WRITES_OF_ROUND = 40;
    private static final int CHANGES_OF_CALL = 20;

    /** What all rounds use. */
    record Parts(Connection redis, Keys keys, IndexEntries entries, SegmentMaker maker) {}

    private final Parts parts;

    private final String worker;
    private final long now;
    private final Packing packing;
    private final KnownSegments segments;
    private EntryId oldest;
    private int written;
    private int updated;
    private boolean more;

    SegmentRound(Parts parts, String worker, long now, Packing packing, KnownSegments segments) {
        this.parts = parts;
        this.worker = worker;
        this.now = now;
        this.packing = packing;
        this.segments = segments;
    }

    /** Reads the marks, brings what they concern up to date as far as that takes a bounded time, and drops them. */
    boolean reflectMarks() {
        List<String> list = parts.redis.call("search", j -> j.lrange(parts.keys.changed(), 0, -1));
        if (list.isEmpty() || !dropRemoved()) {
            return false;
        }
        Changes changes = Changes.read(list, WRITES_OF_ROUND);
        more |= changes.count() < list.size() - 1;
        SegmentChanges put = new SegmentChanges();
        int looked = 0;
        for (Segment segment : segments.outdated(changes)) {
            if (changes.canBeInAll(segment)) {
                if (!rewrite(segment)) {
                    return false;
                }
            } else if (looked++ < UPDATES_OF_ROUND) {
                update(segment, put);
            } else {
                put.without(ColumnSource.STATE, segment);
                segments.markStale(segment);
            }
            if (looked % CHANGES_OF_CALL == 0 && !put.isEmpty()) {
                if (!reflect(put, 0)) {
                    return false;
                }
                put = new SegmentChanges();
            }
        }
        return changes.count() == 0 || reflect(put, changes.count());
    }

    /** Segments all of whose entries are gone. The entries are in order, so the oldest shows which. */
    private boolean dropRemoved() {
        oldest = parts.entries.oldest().orElse(new EntryId(Long.MAX_VALUE, 0));
        SegmentChanges put = new SegmentChanges();
        for (Segment segment = segments.oldest();
                segment != null && segment.last().compareTo(oldest) < 0;
                segment = segments.oldest()) {
            put.drop(segment);
            segments.remove(segment);
        }
        return put.isEmpty() || reflect(put, 0);
    }

    private void update(Segment segment, SegmentChanges put) {
        Optional<SegmentMaker.States> states = parts.maker.states(segment, packing);
        if (states.isEmpty()) {
            segments.markWrong(segment);
            put.without(ColumnSource.STATE, segment);
            return;
        }
        put.column(ColumnSource.STATE, segment, states.get().column());
        segments.updated(segment, states.get().there());
        updated++;
    }

    /**
     * Segments that have no states or are wrong.
     *
     * @param checks whether to look at another one, which should be right
     */
    boolean bringUpToDate(boolean checks) {
        SegmentChanges put = new SegmentChanges();
        List<Segment> stale = segments.stale(UPDATES_OF_ROUND);
        stale.forEach(segment -> update(segment, put));
        more |= stale.size() == UPDATES_OF_ROUND;
        if (!put.isEmpty() && !reflect(put, 0)) {
            return false;
        }
        if (checks) {
            segments.nextToCheck()
                    .filter(segment -> !parts.maker.isRight(segment, packing))
                    .ifPresent(segments::markWrong);
        }
        List<Segment> wrong = segments.wrong(WRITES_OF_ROUND);
        more |= wrong.size() == WRITES_OF_ROUND;
        for (Segment segment : wrong) {
            if (!rewrite(segment)) {
                return false;
            }
        }
        return true;
    }

    private boolean rewrite(Segment segment) {
        Optional<SegmentWriter.Written> again = parts.maker.again(segment, packing);
        if (again.isPresent()) {
            return store(again.get(), segment.columns());
        }
        SegmentChanges put = new SegmentChanges().drop(segment);
        Segment next = segments.next(segment)
                .filter(each -> each.after().equals(segment.last()))
                .map(each -> each.behind(segment.after()))
                .orElse(null);
        if (next != null) {
            put.segment(next);
            segments.replace(next);
        }
        segments.remove(segment);
        return reflect(put, 0);
    }

    /** Adds segments for the jobs that have none: where some are missing, and at the end. */
    boolean add() {
        for (int i = 0; i < WRITES_OF_ROUND; i++) {
            Optional<Segment> behind = segments.behindGap(oldest);
            EntryId after = behind.map(segments::endBefore).orElseGet(segments::end);
            Optional<SegmentWriter.Written> next = parts.maker.next(after, behind, now, packing);
            if (next.isPresent()) {
                if (!store(next.get(), "")) {
                    return false;
                }
            } else if (behind.isPresent()) {
                Segment linked = behind.get().behind(after);
                segments.replace(linked);
                if (!reflect(new SegmentChanges().segment(linked), 0)) {
                    return false;
                }
            } else {
                return true;
            }
        }
        more = true;
        return true;
    }

    private boolean store(SegmentWriter.Written made, String lettersBefore) {
        SegmentChanges put = new SegmentChanges().segment(made.segment());
        made.columns().forEach((letter, bytes) -> put.column(letter, made.segment(), bytes));
        for (char letter : lettersBefore.toCharArray()) {
            if (!made.columns().containsKey(letter)) {
                put.without(letter, made.segment());
            }
        }
        segments.written(made.segment());
        written++;
        return put.index(parts.redis, worker);
    }

    private boolean reflect(SegmentChanges put, int marks) {
        return put.reflect(parts.redis, worker, marks).answer() == Answer.KEPT;
    }

    /** How many segments were written. */
    int written() {
        return written;
    }

    /** How many were brought up to date. */
    int updated() {
        return updated;
    }

    /** Whether there is more to do than one round does. */
    boolean hasMore() {
        return more;
    }
}
