package nightshift.redis.find;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.job.JobSummary;
import nightshift.redis.record.JobRecord;
import nightshift.redis.record.ShortId;
import nightshift.search.ColumnSource;
import nightshift.search.DamagedException;
import nightshift.search.EntryId;
import nightshift.search.Packing;
import nightshift.search.Places;
import nightshift.search.Segment;
import nightshift.search.SegmentWriter;
import nightshift.search.TextColumn;

/**
 * Makes segments of the index for search from the jobs as they are.
 *
 * @param jobs how many jobs a segment has at least; as entries are not divided, it has up to 499 more
 * @param age  younger jobs are left for later: most of them will have ended by then, so that they are looked at once
 */
record SegmentMaker(Columns columns, IndexEntries entries, int jobs, Duration age) {

    private static final byte[] NO_ATTEMPT = {};

    /**
     * The states of a segment.
     *
     * @param column as it is stored
     * @param there  how many of its jobs were not removed
     */
    record States(byte[] column, int there) {}

    /** The present states of a segment; empty if all of its entries are gone or its places are damaged. */
    Optional<States> states(Segment segment, Packing packing) {
        Optional<Places> places = places(segment, packing);
        List<byte[]> ids = places.map(known -> ids(known, entries.from(segment.first(), segment.last())))
                .orElse(List.of());
        if (ids.stream().allMatch(id -> id.length == 0)) {
            return Optional.empty();
        }
        List<Character> codes = entries.states(ids);
        List<String> states = codes.stream()
                .map(code -> code == ' ' ? SegmentWriter.GONE : SegmentWriter.state(code))
                .toList();
        int there = (int) codes.stream().filter(code -> code != ' ').count();
        return Optional.of(new States(SegmentWriter.states(packing, states), there));
    }

    /** All columns of a segment; empty if all of its entries are gone. */
    Optional<SegmentWriter.Written> again(Segment segment, Packing packing) {
        List<IndexEntries.Entry> present = entries.from(segment.first(), segment.last());
        if (present.isEmpty()) {
            return Optional.empty();
        }
        Places places = places(segment, packing)
                .orElseGet(() -> new Places(
                        present.stream().map(IndexEntries.Entry::place).toList()));
        SegmentWriter.Written made = write(segment.after(), places, present, packing);
        Segment covered = made.segment();
        // its name and its end stay, although the entries there may be gone
        return Optional.of(new SegmentWriter.Written(
                new Segment(
                        covered.after(),
                        segment.first(),
                        segment.last(),
                        covered.jobs(),
                        covered.gone(),
                        covered.lowest(),
                        covered.highest(),
                        covered.columns(),
                        covered.version()),
                made.columns()));
    }

    /**
     * The segment after an entry; empty if there are no jobs, or too few that are old enough.
     *
     * @param before the segment that it comes before, if there is one
     * @param now    in ms by the clock of Redis
     */
    Optional<SegmentWriter.Written> next(EntryId after, Optional<Segment> before, long now, Packing packing) {
        String end = before.map(segment -> "(" + segment.first()).orElse("+");
        List<IndexEntries.Entry> next = entries.after(after, end, jobs);
        int found = next.stream().mapToInt(entry -> entry.ids().size()).sum();
        boolean whole = found >= jobs && next.get(next.size() - 1).id().ms() <= now - age.toMillis();
        if (!whole && before.isEmpty() || next.isEmpty()) {
            return Optional.empty();
        }
        Places places = new Places(next.stream().map(IndexEntries.Entry::place).toList());
        return Optional.of(write(after, places, next, packing));
    }

    private SegmentWriter.Written write(
            EntryId after, Places places, List<IndexEntries.Entry> present, Packing packing) {
        List<byte[]> ids = ids(places, present);
        List<byte[]> heads = entries.heads(ids);
        SegmentWriter writer = new SegmentWriter();
        for (int i = 0; i < ids.size(); i++) {
            writer.add(ids.get(i), job(ids.get(i), heads.get(i)));
        }
        return writer.written(packing, after, places);
    }

    private static Optional<JobSummary> job(byte[] id, byte[] head) {
        return head.length == 0
                ? Optional.empty()
                : Optional.of(new JobRecord(ShortId.read(id, 0), head).summary(NO_ATTEMPT));
    }

    /** Whether all columns of a segment can be read, and its states are right. */
    boolean isRight(Segment segment, Packing packing) {
        try {
            List<Character> letters =
                    segment.columns().chars().mapToObj(letter -> (char) letter).toList();
            Map<Character, List<byte[]>> stored = columns.read(letters, List.of(segment));
            for (char letter : letters) {
                byte[] column = stored.get(letter).get(0);
                if (column == null) {
                    return false;
                }
                byte[] bytes = packing.unpack(column);
                if (letter != ColumnSource.PLACES
                        && letter != ColumnSource.VALUES
                        && TextColumn.read(bytes).jobs() != segment.jobs()) {
                    return false;
                }
            }
            byte[] states = stored.get(ColumnSource.STATE).get(0);
            return states(segment, packing)
                    .filter(present -> Arrays.equals(present.column(), states))
                    .isPresent();
        } catch (DamagedException e) {
            return false;
        }
    }

    private Optional<Places> places(Segment segment, Packing packing) {
        byte[] stored = columns.read(List.of(ColumnSource.PLACES), List.of(segment))
                .get(ColumnSource.PLACES)
                .get(0);
        try {
            return Optional.ofNullable(stored)
                    .map(bytes -> Places.read(packing.unpack(bytes)))
                    .filter(places -> places.jobs() == segment.jobs());
        } catch (DamagedException e) {
            return Optional.empty();
        }
    }

    /** The ids in some places, in their order; an id without characters where the entry was removed. */
    private static List<byte[]> ids(Places places, List<IndexEntries.Entry> present) {
        Map<EntryId, IndexEntries.Entry> byId = new HashMap<>();
        present.forEach(entry -> byId.put(entry.id(), entry));
        List<byte[]> ids = new ArrayList<>(places.jobs());
        for (Places.Entry place : places.entries()) {
            IndexEntries.Entry entry = byId.get(place.id());
            for (int i = 0; i < place.jobs(); i++) {
                ids.add(entry != null && i < entry.ids().size() ? entry.ids().get(i) : new byte[0]);
            }
        }
        return ids;
    }
}
