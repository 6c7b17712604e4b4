package nightshift.redis.find;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.redis.record.ShortId;
import nightshift.search.ColumnFilter;
import nightshift.search.EntryId;
import nightshift.search.Hits;
import nightshift.search.Packing;
import nightshift.search.Position;
import nightshift.search.Snapshot;
import nightshift.search.Stretch;
import nightshift.search.TimeBounds;
import nightshift.store.JobFilter;
import nightshift.task.JobId;

/**
 * Walks the jobs that a filter can mean, from the newest back: those that the index for search says, and between its segments
 * and after them all jobs. Tokens are those of {@link IndexWalk}.
 */
final class SegmentWalk implements IdWalk {

    /** Segments that are looked at together at first, and at most: as long as few jobs are found, more are. */
    private static final int BLOCK_FIRST = 8;

    private static final int BLOCK_MOST = 256;
    /** Most hits that one step sifts. */
    private static final int SIFTED_MOST = 5_000;

    private final Columns columns;
    private final ColumnFilter filter;
    private final Snapshot index;
    private final IndexEntries entries;
    private final Deque<Stretch> ahead;
    private final Deque<Hits> hits = new ArrayDeque<>();
    private final Map<JobId, Position> positions = new HashMap<>();
    private final Sieve sieve;
    private Position reached;
    private int block = BLOCK_FIRST;
    /** How many hits are sifted in a step: more if few jobs are left of them. */
    private int sifted;

    SegmentWalk(Columns columns, Snapshot index, JobFilter filter, Optional<String> token) {
        this.columns = columns;
        this.filter = new ColumnFilter(filter);
        this.index = index;
        this.entries = new IndexEntries(columns.redis(), columns.keys());
        this.sieve = new Sieve(columns.redis(), columns.keys(), filter);
        this.reached = token.map(Position::ofToken).orElse(null);
        this.ahead = Stretch.all(index, TimeBounds.of(filter), Optional.ofNullable(reached));
    }

    /** Whether a walk like this has made the token. */
    static boolean isToken(String token) {
        return token.startsWith(Position.TOKEN);
    }

    @Override
    public List<JobId> next(int about) {
        positions.clear();
        List<JobId> ids = new ArrayList<>();
        do { // a step, so that the caller can stop in time
            if (!hits.isEmpty()) {
                take(about - ids.size(), ids);
            } else if (ahead.isEmpty()) {
                break;
            } else if (ahead.peek().segment().isPresent()) {
                look();
            } else {
                walk(ahead.poll(), about - ids.size(), ids);
            }
        } while (reached == null);
        return ids;
    }

    /** Walks a part of a stretch that has no segment. */
    private void walk(Stretch stretch, int about, List<JobId> ids) {
        IndexPiece piece = IndexPiece.back(
                columns.redis(), columns.keys(), stretch.position(), stretch.newest(), stretch.oldest(), about);
        List<JobId> all = new ArrayList<>();
        for (int i = 0; i < piece.ids().size(); i++) {
            reached = Position.of(piece.positionAfter(i + 1));
            all.add(ShortId.read(piece.ids().get(i), 0));
            positions.put(all.get(i), reached);
        }
        ids.addAll(sieve.byId(all));
        if (!piece.isLast()) {
            ahead.push(stretch.from(piece.positionAfter(piece.ids().size())));
        }
    }

    /** Looks at the columns of the next segments. */
    private void look() {
        List<Stretch> stretches = new ArrayList<>();
        while (stretches.size() < block
                && !ahead.isEmpty()
                && ahead.peek().segment().isPresent()) {
            stretches.add(ahead.poll());
        }
        ColumnFilter.Result result;
        try (Packing packing = new Packing()) {
            result = filter.find(
                    columns,
                    index.changes(),
                    stretches.stream().map(s -> s.segment().orElseThrow()).toList(),
                    packing);
        }
        Map<EntryId, ColumnFilter.Found> found = new LinkedHashMap<>();
        result.found().forEach(each -> found.put(each.segment().first(), each));
        for (int i = 0; i < stretches.size(); i++) {
            Stretch stretch = stretches.get(i);
            EntryId first = stretch.segment().orElseThrow().first();
            if (result.damaged().contains(stretch.segment().orElseThrow())) {
                for (int j = stretches.size() - 1; j > i; j--) {
                    ahead.push(stretches.get(j));
                }
                ahead.push(stretch.withoutSegment());
                return;
            }
            if (found.containsKey(first)) {
                hits.add(new Hits(found.get(first), stretch.begin()));
            }
            if (hits.isEmpty()) {
                reached = Position.endOf(first);
            }
        }
        block = result.found().size() < block / 4 ? Math.min(BLOCK_MOST, 2 * block) : block;
    }

    /** Takes the next hits, and finds out which jobs they are. */
    private void take(int wanted, List<JobId> ids) {
        boolean exact = hits.peek().areExact();
        int most = exact ? wanted : Math.max(wanted, sifted);
        List<Hits.Hit> taken = new ArrayList<>();
        while (taken.size() < most && !hits.isEmpty() && hits.peek().areExact() == exact) {
            hits.peek().next().ifPresentOrElse(taken::add, hits::poll);
        }
        if (!taken.isEmpty()) {
            reached = taken.get(taken.size() - 1).position();
        }
        List<JobId> all = new ArrayList<>();
        entries.idsOf(taken).forEach((hit, id) -> {
            all.add(id);
            positions.put(id, hit.position());
        });
        List<JobId> left = exact ? sieve.byId(all) : sieve.all(all);
        ids.addAll(left);
        sifted = left.size() < all.size() / 4 ? Math.min(SIFTED_MOST, 4 * most) : 0;
    }

    @Override
    public String tokenAfter(JobId id) {
        return positions.get(id).token();
    }

    @Override
    public Optional<String> token() {
        return hits.isEmpty() && ahead.isEmpty() || reached == null ? Optional.empty() : Optional.of(reached.token());
    }

    @Override
    public Instant reachedBack() {
        return Instant.ofEpochMilli(reached.entry().ms());
    }
}
