package nightshift.redis.find;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nightshift.redis.record.ShortId;
import nightshift.search.ColumnFilter;
import nightshift.search.ColumnSource;
import nightshift.search.DamagedException;
import nightshift.search.EntryId;
import nightshift.search.Onward;
import nightshift.search.Packing;
import nightshift.search.Places;
import nightshift.search.Segment;
import nightshift.search.Snapshot;
import nightshift.store.JobFilter;

/**
 * A piece of the index of all jobs from the oldest on, without the jobs that the index for search rules out. Positions are those of
 * {@link IndexPiece}, so that a walk can continue without the index for search.
 */
final class SegmentPiece implements WalkPiece {

    private static final int BLOCK_FIRST = 4;
    private static final int BLOCK_MOST = 128;
    /** After that many blocks, the piece ends, however few jobs it has. */
    private static final int BLOCKS_OF_PIECE = 8;

    private final Columns columns;
    private final Snapshot index;
    private final ColumnFilter wanted;
    private final Onward onward;
    private final String start;
    private final String first;
    private final String last;
    private final int most;
    private final List<byte[]> ids = new ArrayList<>();
    private final List<String> positions = new ArrayList<>();
    private final List<Integer> passed = new ArrayList<>();
    private int passedInAll;
    private boolean ended;

    private SegmentPiece(
            Columns columns, Snapshot index, ColumnFilter wanted, String start, String first, String last, int most) {
        this.columns = columns;
        this.index = index;
        this.wanted = wanted;
        this.onward = new Onward(index, start, first, last);
        this.start = start;
        this.first = first;
        this.last = last;
        this.most = most;
    }

    /**
     * Reads from the oldest job on.
     *
     * @param position empty for the beginning
     * @param first    where that is: a time in ms, or {@code -}
     * @param last     the last entry's id, or a time in ms
     * @param most     how many ids
     * @throws IllegalArgumentException if it is no position
     */
    static WalkPiece onward(Columns columns, JobFilter filter, String position, String first, String last, int most) {
        ColumnFilter wanted = new ColumnFilter(filter);
        Optional<Snapshot> index = wanted.isOfUse() ? columns.snapshot() : Optional.empty();
        if (index.isEmpty()) {
            return IndexPiece.onward(columns.redis(), columns.keys(), position, first, last, most);
        }
        SegmentPiece piece = new SegmentPiece(columns, index.get(), wanted, position, first, last, most);
        piece.read();
        return piece;
    }

    private void read() {
        int block = BLOCK_FIRST;
        for (int blocks = 0; !ended && ids.size() < most && blocks < BLOCKS_OF_PIECE; blocks++) {
            Optional<Segment> next = onward.next();
            if (next.isEmpty()) {
                ended = walk(last);
            } else if (onward.isGapBefore(next.get())) {
                if (walk("(" + next.get().first())) {
                    onward.moveBefore(next.get());
                }
            } else {
                int before = ids.size();
                look(onward.together(next.get(), block));
                block = ids.size() - before < block ? Math.min(BLOCK_MOST, 2 * block) : block;
            }
        }
    }

    /** Walks without the index for search; answers whether it has come to the end. */
    private boolean walk(String to) {
        IndexPiece piece =
                IndexPiece.onward(columns.redis(), columns.keys(), onward.position(), first, to, most - ids.size());
        for (int i = 1; i <= piece.ids().size(); i++) {
            add(piece.ids().get(i - 1), piece.positionAfter(i), passedInAll + i);
        }
        onward.moveTo(piece.positionAfter(piece.ids().size()));
        passedInAll += piece.ids().size();
        return piece.isLast();
    }

    private void add(byte[] id, String position, int passedSoFar) {
        ids.add(id);
        positions.add(position);
        passed.add(passedSoFar);
    }

    /** Looks at the columns of some segments that follow one another. */
    private void look(List<Segment> segments) {
        try (Packing packing = new Packing()) {
            ColumnFilter.Result result = wanted.find(columns, index.changes(), segments, packing);
            Map<EntryId, ColumnFilter.Found> found = result.found().stream()
                    .collect(Collectors.toMap(each -> each.segment().first(), each -> each));
            Set<Segment> damaged = new HashSet<>(result.damaged());
            for (Segment segment : segments) {
                ColumnFilter.Found hits = found.get(segment.first());
                if (ended || ids.size() == most) {
                    return;
                }
                if (damaged.contains(segment)) {
                    if (!walk(onward.endsIn(segment) ? last : segment.last().toString())) {
                        return;
                    }
                    leave(segment);
                } else if (hits == null) {
                    passedInAll += Math.max(0, there(segment) - seenOf(segment, packing));
                    leave(segment);
                } else if (!take(segment, hits.places(), hits.jobs())) {
                    return; // some that it took were removed, and so there is room for the others
                }
            }
        }
    }

    private static int there(Segment segment) {
        return segment.jobs() - segment.gone();
    }

    /** How many jobs of a segment the walk has seen already. */
    private int seenOf(Segment segment, Packing packing) {
        if (!onward.isIn(segment)) {
            return 0;
        }
        byte[] stored = columns.read(List.of(ColumnSource.PLACES), List.of(segment))
                .get(ColumnSource.PLACES)
                .get(0);
        try {
            return stored == null ? 0 : onward.seenOf(Places.read(packing.unpack(stored)));
        } catch (DamagedException e) {
            return 0; // only progress is counted by it
        }
    }

    /** Takes the jobs of a segment that can be meant, as far as there is room; answers whether these are all. */
    private boolean take(Segment segment, Places places, BitSet jobs) {
        int there = there(segment);
        int before = passedInAll - onward.seenOf(places);
        Onward.Taken taken = onward.take(places, jobs, most - ids.size());
        new IndexEntries(columns.redis(), columns.keys())
                .idsOf(List.copyOf(taken.numbers().keySet()))
                .forEach((hit, id) -> add(
                        ShortId.of(id),
                        hit.position().toString(),
                        before + Math.min(taken.numbers().get(hit) + 1, there)));
        int now = taken.all() ? there : Math.min(onward.seenOf(places), there);
        passedInAll = Math.max(passedInAll, before + now);
        if (taken.all()) {
            leave(segment);
        }
        return taken.all();
    }

    private void leave(Segment segment) {
        onward.moveTo(segment.last().toString());
        ended = onward.endsIn(segment);
    }

    @Override
    public List<byte[]> ids() {
        return ids;
    }

    @Override
    public String positionAfter(int count) {
        return count == ids.size() ? onward.position() : count == 0 ? start : positions.get(count - 1);
    }

    @Override
    public int passed(int count) {
        return count == ids.size() ? passedInAll : count == 0 ? 0 : passed.get(count - 1);
    }

    @Override
    public boolean isLast() {
        return ended;
    }
}
