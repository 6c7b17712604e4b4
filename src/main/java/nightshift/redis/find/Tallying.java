package nightshift.redis.find;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightshift.redis.record.ShortId;
import nightshift.search.Changes;
import nightshift.search.ColumnFilter;
import nightshift.search.ColumnSource;
import nightshift.search.DamagedException;
import nightshift.search.Hits;
import nightshift.search.Packing;
import nightshift.search.Segment;
import nightshift.search.Snapshot;
import nightshift.search.Stretch;
import nightshift.search.TallySums;
import nightshift.search.TextColumn;
import nightshift.search.TimeBounds;
import nightshift.store.JobFilter;
import nightshift.store.JobTally;
import nightshift.task.JobId;

/**
 * Counts the jobs that a filter means. Columns that are right are counted as they are, and all other jobs that can be meant by
 * their records.
 */
final class Tallying {

    private static final int BLOCK = 64;
    private static final int CHUNK = 250;
    /** Columns show no difference between jobs that are ready and jobs that run, so the records of up to so many that run are read. */
    private static final int RUNNING_MOST = 50_000;

    private final Columns columns;
    private final JobLooks looks;
    private final JobFilter filter;
    private final long deadline;
    private final TallySums sums = new TallySums();

    Tallying(Columns columns, JobLooks looks, JobFilter filter, Duration most) {
        this.columns = columns;
        this.looks = looks;
        this.filter = filter;
        this.deadline = System.nanoTime() + most.toNanos();
    }

    /** Counts along a walk. */
    JobTally along(IdWalk walk) {
        do {
            look(walk.next(CHUNK));
        } while (walk.token().isPresent() && System.nanoTime() - deadline < 0);
        return sums.tally(walk.token().isEmpty());
    }

    /** Counts by the index for search; empty if there is none, or if too many jobs run. */
    Optional<JobTally> byColumns() {
        Optional<Changes> running = running();
        return running.isEmpty()
                ? Optional.empty()
                : columns.snapshot()
                        .map(index -> byColumns(new Snapshot(index.changes().and(running.get()), index.segments())));
    }

    private Optional<Changes> running() {
        List<String> ids =
                columns.redis().call("search", j -> j.zrange(columns.keys().leases(), 0, RUNNING_MOST));
        return ids.size() > RUNNING_MOST ? Optional.empty() : Optional.of(Changes.ofStates(ids));
    }

    private JobTally byColumns(Snapshot index) {
        ColumnFilter wanted = ColumnFilter.ofSettled(filter);
        Deque<Stretch> ahead = Stretch.all(index, TimeBounds.of(filter), Optional.empty());
        while (!ahead.isEmpty() && System.nanoTime() - deadline < 0) {
            Stretch next = ahead.poll();
            if (next.segment().isEmpty()) {
                walk(next, ahead);
                continue;
            }
            List<Stretch> block = new ArrayList<>(List.of(next));
            while (block.size() < BLOCK
                    && !ahead.isEmpty()
                    && ahead.peek().segment().isPresent()) {
                block.add(ahead.poll());
            }
            count(wanted, index.changes(), block, ahead);
        }
        return sums.tally(ahead.isEmpty());
    }

    private void walk(Stretch stretch, Deque<Stretch> ahead) {
        IndexPiece piece = IndexPiece.back(
                columns.redis(), columns.keys(), stretch.position(), stretch.newest(), stretch.oldest(), CHUNK);
        look(piece.ids().stream().map(id -> ShortId.read(id, 0)).toList());
        if (!piece.isLast()) {
            ahead.push(stretch.from(piece.positionAfter(piece.ids().size())));
        }
    }

    private void count(ColumnFilter wanted, Changes changes, List<Stretch> block, Deque<Stretch> ahead) {
        List<Segment> segments =
                block.stream().map(each -> each.segment().orElseThrow()).toList();
        try (Packing packing = new Packing()) {
            ColumnFilter.Result result = wanted.find(columns, changes, segments, packing);
            Set<Segment> damaged = new HashSet<>(result.damaged());
            List<ColumnFilter.Found> sure =
                    result.found().stream().filter(ColumnFilter.Found::exact).toList();
            Map<Segment, Map<Character, TextColumn>> read = read(sure, packing);
            for (ColumnFilter.Found found : result.found()) {
                Map<Character, TextColumn> known = read.get(found.segment());
                if (!found.exact()) {
                    look(ids(found, Integer.MAX_VALUE));
                } else if (known == null) {
                    damaged.add(found.segment());
                } else {
                    if (sums.wantsSample()) {
                        ids(found, JobTally.SAMPLE_MOST).forEach(sums::add);
                    }
                    sums.add(found.jobs(), known);
                }
            }
            block.stream()
                    .filter(each -> damaged.contains(each.segment().orElseThrow()))
                    .forEach(each -> ahead.push(each.withoutSegment()));
        }
    }

    /** The columns that are counted; segments for which they cannot be read are left out. */
    private Map<Segment, Map<Character, TextColumn>> read(List<ColumnFilter.Found> found, Packing packing) {
        List<Character> letters = new ArrayList<>(List.of(ColumnSource.STATE, ColumnSource.QUEUE, ColumnSource.TASK));
        if (sums.wantsTags()) {
            letters.add(ColumnSource.TAG);
        }
        List<Segment> segments = found.stream().map(ColumnFilter.Found::segment).toList();
        Map<Character, List<byte[]>> stored = columns.read(letters, segments);
        Map<Segment, Map<Character, TextColumn>> read = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            Map<Character, TextColumn> columnsOf = new HashMap<>();
            try {
                for (char letter : letters) {
                    byte[] column = stored.get(letter).get(i);
                    if (column != null) {
                        columnsOf.put(letter, TextColumn.read(packing.unpack(column)));
                    } else if (letter != ColumnSource.TAG || segment.columns().indexOf(letter) >= 0) {
                        throw new DamagedException("a column is missing");
                    }
                }
                if (columnsOf.values().stream().allMatch(column -> column.jobs() == segment.jobs())) {
                    read.put(segment, columnsOf);
                }
            } catch (DamagedException e) {
                continue; // its jobs are looked at
            }
        }
        return read;
    }

    /** The newest jobs that were found, at most as many as given. */
    private List<JobId> ids(ColumnFilter.Found found, int most) {
        Hits hits = new Hits(found, Optional.empty());
        List<Hits.Hit> taken = new ArrayList<>();
        for (Optional<Hits.Hit> hit = hits.next(); hit.isPresent() && taken.size() < most; hit = hits.next()) {
            taken.add(hit.get());
        }
        return new IndexEntries(columns.redis(), columns.keys())
                .idsOf(taken).values().stream().toList();
    }

    private void look(List<JobId> ids) {
        looks.all(filter, ids).forEach(sums::add);
    }
}
