package nightshift.redis.find;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nightshift.column.BloomFilter;
import nightshift.column.EntryId;
import nightshift.column.Packing;
import nightshift.column.Places;
import nightshift.column.Segment;
import nightshift.column.TextColumn;
import nightshift.job.JobState;
import nightshift.job.JobSummary;
import nightshift.redis.record.JobRecord;
import nightshift.redis.record.ShortId;

/** Makes the columns of a segment from the records of its jobs, which have to come in their order. */
final class SegmentWriter {

    /** Ready or running: a claim does not have to mark the jobs that it takes. */
    static final String WORKABLE = "R";
    /** The job was removed. */
    static final String GONE = "-";

    private static final byte[] NO_ATTEMPT = {};
    /** As {@code lib.lua} has it. */
    private static final int MARK_LENGTH = 7;

    private final Map<Character, List<List<String>>> columns = new LinkedHashMap<>();
    private final Set<String> values = new LinkedHashSet<>();
    private String lowest = "~";
    private String highest = "";
    private int gone;

    SegmentWriter() {
        for (char letter : new char[] {
            Columns.STATE, Columns.QUEUE, Columns.TASK, Columns.TAG, Columns.KEY, Columns.HOST, Columns.SCHEDULE
        }) {
            columns.put(letter, new ArrayList<>());
        }
    }

    /** What the column of states has for a state. */
    static String state(char code) {
        return code == JobState.RUNNING.code() ? WORKABLE : String.valueOf(code);
    }

    /**
     * Adds a job.
     *
     * @param id     in 22 characters; empty if its entry was removed
     * @param record at least everything before the args; empty if the job was removed
     */
    void add(byte[] id, byte[] record) {
        if (id.length > 0) {
            String made = new String(id, 0, MARK_LENGTH, ISO_8859_1);
            lowest = made.compareTo(lowest) < 0 ? made : lowest;
            highest = made.compareTo(highest) > 0 ? made : highest;
        }
        if (record.length == 0) {
            gone++;
            columns.forEach((letter, texts) -> texts.add(letter == Columns.STATE ? List.of(GONE) : List.of()));
            return;
        }
        JobSummary job = new JobRecord(ShortId.read(id, 0), record).summary(NO_ATTEMPT);
        columns.get(Columns.STATE).add(List.of(state(job.state().code())));
        put(Columns.QUEUE, List.of(job.queue().value()));
        put(Columns.TASK, List.of(job.task().value()));
        put(Columns.TAG, job.tags());
        put(Columns.KEY, job.options().key().map(key -> List.of(key.value())).orElse(List.of()));
        put(
                Columns.HOST,
                job.options().destination().map(host -> List.of(host.host())).orElse(List.of()));
        put(Columns.SCHEDULE, job.options().schedule().map(List::of).orElse(List.of()));
    }

    private void put(char letter, List<String> texts) {
        columns.get(letter).add(texts);
        texts.forEach(text -> values.add(letter + text));
    }

    /**
     * What is to be stored.
     *
     * @param segment what it covers
     * @param columns for each letter that it has
     */
    record Written(Segment segment, Map<Character, byte[]> columns) {}

    Written written(Packing packing, EntryId after, Places places) {
        Map<Character, byte[]> packed = new TreeMap<>();
        columns.forEach((letter, texts) -> {
            if (texts.stream().anyMatch(each -> !each.isEmpty())) {
                packed.put(letter, packing.pack(TextColumn.write(texts)));
            }
        });
        packed.put(Columns.PLACES, packing.pack(places.write()));
        packed.put(Columns.VALUES, packing.pack(BloomFilter.of(values)));
        StringBuilder letters = new StringBuilder();
        packed.keySet().forEach(letters::append);
        List<Places.Entry> entries = places.entries();
        return new Written(
                new Segment(
                        after,
                        entries.get(0).id(),
                        entries.get(entries.size() - 1).id(),
                        places.jobs(),
                        gone,
                        lowest,
                        highest,
                        letters.toString()),
                packed);
    }

    /** The column of states alone. */
    static byte[] states(Packing packing, List<String> states) {
        return packing.pack(TextColumn.write(states.stream().map(List::of).toList()));
    }
}
