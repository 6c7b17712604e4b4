package nightshift.search;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import nightshift.job.JobState;
import nightshift.job.JobSummary;

/** Makes the columns of a segment from the records of its jobs, which have to come in their order. */
public final class SegmentWriter {

    /** Ready or running: a claim does not have to mark the jobs that it takes. */
    static final String WORKABLE = "R";
    /** The job was removed. */
    public static final String GONE = "-";

    /** The letters of columns that have texts of each job. */
    static final String LETTERS = "xqtgkhc";

    /** As {@code lib.lua} has it. */
    static final int MARK_LENGTH = 7;

    private final Map<Character, List<List<String>>> columns = new LinkedHashMap<>();
    private final Set<String> values = new LinkedHashSet<>();
    private String lowest = "~";
    private String highest = "";
    private int gone;

    /** Nothing written yet. */
    public SegmentWriter() {
        for (char letter : LETTERS.toCharArray()) {
            columns.put(letter, new ArrayList<>());
        }
    }

    /** What the column of states has for a state. */
    public static String state(char code) {
        return code == JobState.RUNNING.code() ? WORKABLE : String.valueOf(code);
    }

    /**
     * Adds a job.
     *
     * @param id     in 22 characters; empty if its entry was removed
     * @param found the job; empty if it was removed
     */
    public void add(byte[] id, Optional<JobSummary> found) {
        if (id.length > 0) {
            String made = new String(id, 0, MARK_LENGTH, ISO_8859_1);
            lowest = made.compareTo(lowest) < 0 ? made : lowest;
            highest = made.compareTo(highest) > 0 ? made : highest;
        }
        if (found.isEmpty()) {
            gone++;
            columns.forEach((letter, texts) -> texts.add(letter == ColumnSource.STATE ? List.of(GONE) : List.of()));
            return;
        }
        texts(found.get()).forEach((letter, texts) -> {
            columns.get(letter).add(texts);
            if (letter != ColumnSource.STATE) {
                texts.forEach(text -> values.add(letter + text));
            }
        });
    }

    /** What the columns of texts have for a job. */
    static Map<Character, List<String>> texts(JobSummary job) {
        return Map.of(
                ColumnSource.STATE,
                List.of(state(job.state().code())),
                ColumnSource.QUEUE,
                List.of(job.queue().value()),
                ColumnSource.TASK,
                List.of(job.task().value()),
                ColumnSource.TAG,
                job.tags(),
                ColumnSource.KEY,
                job.options().key().map(key -> List.of(key.value())).orElse(List.of()),
                ColumnSource.HOST,
                job.options().destination().map(host -> List.of(host.host())).orElse(List.of()),
                ColumnSource.SCHEDULE,
                job.options().schedule().map(List::of).orElse(List.of()));
    }

    /**
     * What is to be stored.
     *
     * @param segment what it covers
     * @param columns for each letter that it has
     */
    public record Written(Segment segment, Map<Character, byte[]> columns) {}

    /** What is to be stored of the jobs that were added. */
    public Written written(Packing packing, EntryId after, Places places) {
        Map<Character, byte[]> packed = new TreeMap<>();
        columns.forEach((letter, texts) -> {
            if (texts.stream().anyMatch(each -> !each.isEmpty())) {
                packed.put(letter, packing.pack(TextColumn.write(texts)));
            }
        });
        packed.put(ColumnSource.PLACES, packing.pack(places.write()));
        packed.put(ColumnSource.VALUES, packing.pack(BloomFilter.of(values)));
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
                        letters.toString(),
                        Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), Character.MAX_RADIX)),
                packed);
    }

    /** The column of states alone. */
    public static byte[] states(Packing packing, List<String> states) {
        return packing.pack(TextColumn.write(states.stream().map(List::of).toList()));
    }
}
