package nightshift.redis.find;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nightshift.redis.record.ShortId;
import nightshift.search.ColumnFilter;
import nightshift.search.ColumnSource;
import nightshift.search.DamagedException;
import nightshift.search.EntryId;
import nightshift.search.Hits;
import nightshift.search.Packing;
import nightshift.search.Places;
import nightshift.search.Position;
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
    private final String first;
    private final String last;
    private final EntryId end;
    private final int most;
    private final List<byte[]> ids = new ArrayList<>();
    private final List<String> positions = new ArrayList<>();
    private final List<Integer> passed = new ArrayList<>();
    private final String start;
    private String at;
    private int passedInAll;
    private boolean ended;

    private SegmentPiece(
            Columns columns, Snapshot index, ColumnFilter wanted, String start, String first, String last, int most) {
        this.columns = columns;
        this.index = index;
        this.wanted = wanted;
        this.start = start;
        this.at = start;
        this.first = first;
        this.last = last;
        this.end = last.indexOf('-') < 0 ? new EntryId(Long.parseLong(last), Long.MAX_VALUE) : EntryId.parse(last);
        this.most = most;
    }

    /**
     * Reads from the oldest job on.
     *
     * @param position empty for the beginning
     * @param first    where that is: an entry's id, a time in ms, or {@code -}
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
            Optional<Segment> next = next();
            if (next.isEmpty()) {
                ended = walk(last);
            } else if (isGapBefore(next.get())) {
                if (walk("(" + next.get().first())) {
                    at = before(next.get().first()).toString();
                }
            } else {
                int before = ids.size();
                look(together(next.get(), block));
                block = ids.size() - before < block ? Math.min(BLOCK_MOST, 2 * block) : block;
            }
        }
    }

    /** The first segment that is not behind the walk, unless the walk ends before it. */
    private Optional<Segment> next() {
        NavigableMap<EntryId, Segment> segments = index.segments();
        Optional<Position> position = position();
        EntryId from = position.map(Position::entry).orElseGet(this::begin);
        return Optional.ofNullable(segments.floorEntry(from))
                .map(Map.Entry::getValue)
                .filter(segment -> segment.last().compareTo(from) >= 0
                        && !position.map(seen -> isAtEnd(seen, segment)).orElse(false))
                .or(() -> Optional.ofNullable(segments.higherEntry(from)).map(Map.Entry::getValue))
                .filter(segment -> segment.first().compareTo(end) <= 0);
    }

    private static boolean isAtEnd(Position seen, Segment segment) {
        return seen.equals(Position.endOf(segment.last()));
    }

    private EntryId begin() {
        return first.equals("-") ? EntryId.NONE : new EntryId(Long.parseLong(first), 0);
    }

    private Optional<Position> position() {
        return Optional.of(at)
                .filter(text -> !text.isEmpty())
                .map(text -> text.indexOf('.') < 0 ? Position.endOf(EntryId.parse(text)) : Position.of(text));
    }

    /** Whether there can be jobs between the walk and a segment. */
    private boolean isGapBefore(Segment segment) {
        return position()
                .map(seen -> seen.entry().compareTo(segment.first()) < 0
                        && !seen.equals(Position.endOf(segment.after()))
                        && !seen.equals(Position.endOf(before(segment.first()))))
                .orElse(begin().compareTo(segment.first()) < 0);
    }

    /** The last id that an entry before this one can have. */
    private static EntryId before(EntryId entry) {
        return entry.seq() > 0 ? new EntryId(entry.ms(), entry.seq() - 1) : new EntryId(entry.ms() - 1, Long.MAX_VALUE);
    }

    private List<Segment> together(Segment from, int block) {
        List<Segment> segments = new ArrayList<>();
        for (Segment next : index.segments().tailMap(from.first(), true).values()) {
            boolean follows = segments.isEmpty()
                    || next.after().equals(segments.get(segments.size() - 1).last());
            if (segments.size() == block || !follows || next.first().compareTo(end) > 0) {
                break;
            }
            segments.add(next);
        }
        return segments;
    }

    /** Walks without the index for search; answers whether it has come to the end. */
    private boolean walk(String to) {
        IndexPiece piece = IndexPiece.onward(columns.redis(), columns.keys(), at, first, to, most - ids.size());
        for (int i = 1; i <= piece.ids().size(); i++) {
            add(piece.ids().get(i - 1), piece.positionAfter(i), passedInAll + i);
        }
        at = piece.positionAfter(piece.ids().size());
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
                if (ended || ids.size() == most) {
                    return;
                }
                ColumnFilter.Found hits = found.get(segment.first());
                if (damaged.contains(segment)) {
                    if (!walk(segment.last().compareTo(end) < 0 ? segment.last().toString() : last)) {
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
        Optional<Position> inside = position().filter(seen -> seen.entry().compareTo(segment.first()) >= 0);
        if (inside.isEmpty()) {
            return 0;
        }
        byte[] stored = columns.read(List.of(ColumnSource.PLACES), List.of(segment))
                .get(ColumnSource.PLACES)
                .get(0);
        try {
            return stored == null ? 0 : seenOf(Places.read(packing.unpack(stored)));
        } catch (DamagedException e) {
            return 0; // only progress is counted by it
        }
    }

    private int seenOf(Places places) {
        Optional<Position> seen = position();
        if (seen.isEmpty()) {
            return 0;
        }
        int jobs = 0;
        for (Places.Entry entry : places.entries()) {
            int order = entry.id().compareTo(seen.get().entry());
            if (order > 0) {
                break;
            }
            jobs += order < 0 ? entry.jobs() : Math.min(entry.jobs(), seen.get().seen());
        }
        return jobs;
    }

    /** Takes the jobs of a segment that can be meant, as far as there is room; answers whether these are all. */
    private boolean take(Segment segment, Places places, BitSet jobs) {
        int seen = seenOf(places);
        Map<Hits.Hit, Integer> numbers = new LinkedHashMap<>();
        Position reached = null;
        int job = jobs.nextSetBit(seen);
        while (job >= 0 && numbers.size() < most - ids.size()) {
            int entry = places.entryOf(job);
            EntryId id = places.entries().get(entry).id();
            if (id.compareTo(end) > 0) {
                job = -1;
            } else {
                int offset = job - places.begin(entry);
                reached = new Position(id, offset + 1);
                numbers.put(new Hits.Hit(reached, offset), job);
                job = jobs.nextSetBit(job + 1);
            }
        }
        int there = there(segment);
        int before = passedInAll - seen;
        new IndexEntries(columns.redis(), columns.keys())
                .idsOf(List.copyOf(numbers.keySet()))
                .forEach((hit, id) ->
                        add(ShortId.of(id), hit.position().toString(), before + Math.min(numbers.get(hit) + 1, there)));
        if (job < 0) {
            passedInAll = Math.max(passedInAll, before + there);
            leave(segment);
            return true;
        }
        at = reached.toString();
        passedInAll = Math.max(passedInAll, before + Math.min(seenOf(places), there));
        return false;
    }

    private void leave(Segment segment) {
        at = segment.last().toString();
        ended = segment.last().compareTo(end) >= 0;
    }

    @Override
    public List<byte[]> ids() {
        return ids;
    }

    @Override
    public String positionAfter(int count) {
        return count == ids.size() ? at : count == 0 ? start : positions.get(count - 1);
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
