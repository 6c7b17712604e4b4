package nightshift.redis.find;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nightshift.redis.find.SegmentChanges.Reflected;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.search.ColumnSource;
import nightshift.search.KnownSegments;
import nightshift.search.Packing;
import nightshift.search.Snapshot;
import nightshift.store.SearchUpkeep;

/**
 * Keeps the index for search behind the jobs. Nothing that it does can hide a job, wherever it stops:
 *
 * <ul>
 *   <li>A script that changes a job leaves its mark in the same step.
 *   <li>A mark goes in the same step in which columns are stored that were read after the mark. The upkeep first reads the marks, then the
 *       records, then writes the columns and drops the marks that it has read.
 *   <li>A segment is stored between two readings of the marks. So a mark that was left after its records were read is still there
 *       when the segment is known.
 *   <li>Only the server that holds the lease writes, which the same script checks.
 *   <li>A search reads the marks before the columns, and takes no column for right that a mark concerns.
 * </ul>
 */
public final class SegmentUpkeep implements SearchUpkeep {

    /** Until the next round. Each search reads all marks that were left since the last one, so a round has to follow soon. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final int JOBS = 1_000;
    private static final Duration AGE = Duration.ofSeconds(2);
    private static final Duration PAUSE_OF_OTHERS = Duration.ofSeconds(5);
    /** A round that takes long is followed by a wait that is longer by this factor, so that Redis has most of its time for jobs. */
    private static final int WAIT_FACTOR = 2;

    /** Each segment is checked about once in this time, for changes by servers that leave no marks and for damage. */
    private static final Duration CHECKED_EACH = Duration.ofHours(1);

    private final Connection redis;
    private final Keys keys;
    private final Columns columns;
    private final IndexEntries entries;
    private final SegmentMaker maker;
    /** Null while another server keeps the index, or nothing is known. */
    private KnownSegments known;

    private long checkedAt;

    public SegmentUpkeep(Connection redis, Keys keys) {
        this(redis, keys, JOBS, AGE);
    }

    /**
     * @param jobs how many jobs a segment has at least
     * @param age  how old its jobs are at least
     */
    public SegmentUpkeep(Connection redis, Keys keys, int jobs, Duration age) {
        this.redis = redis;
        this.keys = keys;
        this.columns = new Columns(redis, keys);
        this.entries = new IndexEntries(redis, keys);
        this.maker = new SegmentMaker(columns, entries, jobs, age);
    }

    @Override
    public synchronized Round keep(String worker) {
        KnownSegments before = known;
        known = null; // read again after a failure: the call that failed may have written
        Reflected held = new SegmentChanges().reflect(redis, worker, 0);
        switch (held.answer()) {
            case ANOTHER_HOLDS -> {
                return idle(Keeper.ANOTHER);
            }
            case OLD_SERVER -> {
                return idle(Keeper.NOBODY);
            }
            case KEPT -> before = before == null ? load() : before;
            default -> before = load();
        }
        long begun = System.nanoTime();
        try (Packing packing = new Packing()) {
            SegmentRound round = new SegmentRound(
                    new SegmentRound.Parts(redis, keys, entries, maker), worker, held.now(), packing, before);
            boolean checks = (held.now() - checkedAt) * before.size() >= CHECKED_EACH.toMillis();
            if (!round.reflectMarks() || !round.bringUpToDate(checks) || !round.add()) {
                return idle(Keeper.ANOTHER);
            }
            checkedAt = checks ? held.now() : checkedAt;
            known = before;
            Duration took = Duration.ofNanos(System.nanoTime() - begun).multipliedBy(WAIT_FACTOR);
            return new Round(
                    Keeper.THIS,
                    before.size(),
                    before.staleSegments(),
                    Math.max(0, new Totals(redis, keys).jobs() - before.jobsThere()),
                    round.written(),
                    round.updated(),
                    round.hasMore() || took.compareTo(PAUSE) > 0 ? took : PAUSE);
        }
    }

    private static Round idle(Keeper keeper) {
        return new Round(keeper, 0, 0, 0, 0, 0, PAUSE_OF_OTHERS);
    }

    private KnownSegments load() {
        KnownSegments loaded =
                new KnownSegments(columns.snapshot().map(Snapshot::segments).orElseGet(TreeMap::new));
        Map<Character, Set<String>> found = new HashMap<>();
        for (char letter : ColumnSource.LETTERS.toCharArray()) {
            Set<String> names = new HashSet<>();
            redis.call("search", j -> j.hkeys(keys.columns(letter)))
                    .forEach(name -> names.add(new String(name, ISO_8859_1)));
            found.put(letter, names);
        }
        loaded.found(found);
        return loaded;
    }

    @Override
    public synchronized void release(String worker) {
        known = null;
        redis.call("indexer", j -> worker.equals(j.get(keys.indexer())) ? j.unlink(keys.indexer()) : 0L);
    }

    @Override
    public synchronized void remove() {
        known = null;
        redis.call("search", j -> {
            j.unlink(keys.changed());
            j.unlink(keys.segments());
            for (char letter : ColumnSource.LETTERS.toCharArray()) {
                j.unlink(keys.columns(letter));
            }
            return 0L;
        });
    }
}
