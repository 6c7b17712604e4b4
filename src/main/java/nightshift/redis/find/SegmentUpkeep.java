package nightshift.redis.find;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import nightshift.job.JobState;
import nightshift.redis.find.SegmentChanges.Answer;
import nightshift.redis.find.SegmentChanges.Reflected;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.search.Changes;
import nightshift.search.ColumnSource;
import nightshift.search.EntryId;
import nightshift.search.KnownSegments;
import nightshift.search.Packing;
import nightshift.search.Segment;
import nightshift.search.SegmentWriter;
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

    /** A search sees a change of this kind only as marks, which it reads as a whole: so there are at most a few thousand. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final int JOBS = 1_000;
    private static final Duration AGE = Duration.ofSeconds(2);
    private static final Duration PAUSE_OF_OTHERS = Duration.ofSeconds(5);
    /** A round that takes long is followed by a wait that is longer by this factor, so that Redis has most of its time for jobs. */
    private static final int WAIT_FACTOR = 2;

    private static final int UPDATES_OF_ROUND = 100;
    private static final int WRITES_OF_ROUND = 40;
    private static final int CHANGES_OF_CALL = 20;
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
            Work work = new Work(worker, held.now(), packing, before);
            if (!work.reflectMarks() || !work.bringUpToDate() || !work.add()) {
                return idle(Keeper.ANOTHER);
            }
            known = before;
            Duration took = Duration.ofNanos(System.nanoTime() - begun).multipliedBy(WAIT_FACTOR);
            return new Round(
                    Keeper.THIS,
                    before.size(),
                    before.staleSegments(),
                    Math.max(0, jobs() - before.jobsThere()),
                    work.written,
                    work.updated,
                    work.more || took.compareTo(PAUSE) > 0 ? took : PAUSE);
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

    private long jobs() {
        String[] totals = Arrays.stream(JobState.values())
                .map(state -> "*:" + state.code())
                .toArray(String[]::new);
        return redis.call("search", j -> j.hmget(keys.counts(), totals)).stream()
                .filter(Objects::nonNull)
                .mapToLong(Long::parseLong)
                .sum();
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

    /** One round. Its steps answer false when another server keeps the index by now. */
    private final class Work {

        private final String worker;
        private final long now;
        private final Packing packing;
        private final KnownSegments segments;
        private EntryId oldest;
        private int written;
        private int updated;
        private boolean more;

        Work(String worker, long now, Packing packing, KnownSegments segments) {
            this.worker = worker;
            this.now = now;
            this.packing = packing;
            this.segments = segments;
        }

        /** Reads the marks, brings what they concern up to date as far as that takes a bounded time, and drops them. */
        boolean reflectMarks() {
            List<String> list = redis.call("search", j -> j.lrange(keys.changed(), 0, -1));
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
                    segments.isStale(segment);
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
            oldest = entries.oldest().orElse(new EntryId(Long.MAX_VALUE, 0));
            SegmentChanges put = new SegmentChanges();
            for (Segment segment = segments.oldest();
                    segment != null && segment.last().compareTo(oldest) < 0;
                    segment = segments.oldest()) {
                put.drop(segment);
                segments.dropped(segment);
            }
            return put.isEmpty() || reflect(put, 0);
        }

        private void update(Segment segment, SegmentChanges put) {
            Optional<SegmentMaker.States> states = maker.states(segment, packing);
            if (states.isEmpty()) {
                segments.isWrong(segment);
                put.without(ColumnSource.STATE, segment);
                return;
            }
            put.column(ColumnSource.STATE, segment, states.get().column());
            segments.updated(segment, states.get().there());
            updated++;
        }

        /** Segments that have no states or are wrong, and one more to be sure. */
        boolean bringUpToDate() {
            SegmentChanges put = new SegmentChanges();
            List<Segment> stale = segments.stale(UPDATES_OF_ROUND);
            stale.forEach(segment -> update(segment, put));
            more |= stale.size() == UPDATES_OF_ROUND;
            if (!put.isEmpty() && !reflect(put, 0)) {
                return false;
            }
            if ((now - checkedAt) * segments.size() >= CHECKED_EACH.toMillis()) {
                checkedAt = now;
                segments.nextToCheck()
                        .filter(segment -> !maker.isRight(segment, packing))
                        .ifPresent(segments::isWrong);
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
            Optional<SegmentWriter.Written> again = maker.again(segment, packing);
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
                segments.linked(next);
            }
            segments.dropped(segment);
            return reflect(put, 0);
        }

        /** Adds segments for the jobs that have none: where some are missing, and at the end. */
        boolean add() {
            for (int i = 0; i < WRITES_OF_ROUND; i++) {
                Optional<Segment> behind = segments.behindGap(oldest);
                EntryId after = behind.map(segments::endBefore).orElseGet(segments::end);
                Optional<SegmentWriter.Written> next = maker.next(after, behind, now, packing);
                if (next.isPresent()) {
                    if (!store(next.get(), "")) {
                        return false;
                    }
                } else if (behind.isPresent()) {
                    Segment linked = behind.get().behind(after);
                    segments.linked(linked);
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
            return put.index(redis, worker);
        }

        private boolean reflect(SegmentChanges put, int marks) {
            return put.reflect(redis, worker, marks).answer() == Answer.KEPT;
        }
    }
}
