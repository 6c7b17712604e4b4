package nightshift.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import nightshift.job.JobSummary;

/** Compares a segment and its columns with the jobs that it covers. */
public final class SegmentReview {

    private final Segment segment;
    private final Map<Character, byte[]> stored;
    private final List<Entry> entries;
    private final Packing packing;
    /** The number of the first job of each entry in the columns. */
    private final Map<EntryId, Integer> begins = new HashMap<>();

    /**
     * An entry of the index of all jobs.
     *
     * @param id   of the entry
     * @param jobs all of its jobs
     */
    public record Entry(EntryId id, List<Covered> jobs) {}

    /**
     * A job that a segment covers.
     *
     * @param id    in 22 characters
     * @param texts what columns must have for it, by their letters; columns of other letters can have anything
     */
    public record Covered(String id, Map<Character, List<String>> texts) {

        /** A job with its record. */
        public static Covered of(String id, JobSummary job) {
            return new Covered(id, SegmentWriter.texts(job));
        }

        /** A job that was removed, of which columns may still have what it was. */
        public static Covered removed(String id) {
            return new Covered(id, Map.of(ColumnSource.STATE, List.of(SegmentWriter.GONE)));
        }

        /** A job whose record cannot be read. */
        public static Covered unreadable(String id) {
            return new Covered(id, Map.of());
        }
    }

    /**
     * What is wrong.
     *
     * @param what   in a few words
     * @param letter the column that is wrong; empty if what the segment says of itself is
     * @param job    the id of a job that it has wrong; empty if it is wrong whatever the jobs are
     */
    public record Fault(String what, Optional<Character> letter, Optional<String> job) {

        /** Something that is wrong whatever columns and jobs are. */
        public static Fault of(String what) {
            return new Fault(what, Optional.empty(), Optional.empty());
        }

        static Fault in(char letter) {
            return new Fault("column " + letter, Optional.of(letter), Optional.empty());
        }

        static Fault about(char letter, Covered job) {
            return new Fault("column " + letter + " " + job.id(), Optional.of(letter), Optional.of(job.id()));
        }
    }

    private SegmentReview(Segment segment, Map<Character, byte[]> stored, List<Entry> entries, Packing packing) {
        this.segment = segment;
        this.stored = stored;
        this.entries = entries;
        this.packing = packing;
    }

    /**
     * The first fault of a segment, if it has one. A column of states that is missing is none: the upkeep is about to write it.
     *
     * @param stored  its columns by their letters
     * @param entries all entries from its first to its last
     */
    public static Optional<Fault> fault(
            Segment segment, Map<Character, byte[]> stored, List<Entry> entries, Packing packing) {
        SegmentReview review = new SegmentReview(segment, stored, entries, packing);
        return review.ofItself().or(review::ofPlaces).or(review::ofColumns);
    }

    private Optional<Fault> ofItself() {
        if (segment.after().compareTo(segment.first()) >= 0 || segment.first().compareTo(segment.last()) > 0) {
            return Optional.of(Fault.of("range"));
        }
        if (segment.columns().chars().anyMatch(letter -> ColumnSource.LETTERS.indexOf(letter) < 0)) {
            return Optional.of(Fault.of("letters"));
        }
        return entries.stream()
                        .flatMap(entry -> entry.jobs().stream())
                        .map(job -> job.id().substring(0, SegmentWriter.MARK_LENGTH))
                        .allMatch(
                                made -> segment.lowest().compareTo(made) <= 0 && made.compareTo(segment.highest()) <= 0)
                ? Optional.empty()
                : Optional.of(Fault.of("bounds"));
    }

    /** What a column has, in the form that it is read in; empty if it is missing or cannot be read. */
    private <T> Optional<T> read(char letter, Function<byte[], T> form) {
        byte[] packed = stored.get(letter);
        if (packed == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(form.apply(packing.unpack(packed)));
        } catch (RuntimeException e) { // bytes that were never written by this class have any form
            return Optional.empty();
        }
    }

    private Optional<Fault> ofPlaces() {
        Optional<Places> places = read(ColumnSource.PLACES, Places::read);
        if (places.isEmpty() || places.get().jobs() != segment.jobs()) {
            return Optional.of(Fault.in(ColumnSource.PLACES));
        }
        Map<EntryId, Integer> jobs = new HashMap<>();
        for (int i = 0; i < places.get().entries().size(); i++) {
            Places.Entry place = places.get().entries().get(i);
            if (place.id().compareTo(segment.first()) < 0 || place.id().compareTo(segment.last()) > 0) {
                return Optional.of(Fault.in(ColumnSource.PLACES));
            }
            begins.put(place.id(), places.get().begin(i));
            jobs.put(place.id(), place.jobs());
        }
        return entries.stream()
                        .allMatch(entry -> jobs.getOrDefault(entry.id(), -1)
                                == entry.jobs().size())
                ? Optional.empty()
                : Optional.of(Fault.in(ColumnSource.PLACES));
    }

    private Optional<Fault> ofColumns() {
        Optional<byte[]> values = read(ColumnSource.VALUES, Function.identity());
        if (values.isEmpty()) {
            return Optional.of(Fault.in(ColumnSource.VALUES));
        }
        for (char letter : SegmentWriter.LETTERS.toCharArray()) {
            boolean isThere = segment.columns().indexOf(letter) >= 0;
            if (letter == ColumnSource.STATE && stored.get(letter) == null) {
                continue;
            }
            Optional<TextColumn> column = isThere ? read(letter, this::readAll) : Optional.empty();
            if (isThere && column.isEmpty()) {
                return Optional.of(Fault.in(letter));
            }
            Optional<Fault> fault = ofJobs(letter, column, values.get());
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    /** Reads a column with all that it has, so that it fails here if it cannot be read. */
    private TextColumn readAll(byte[] bytes) {
        TextColumn column = TextColumn.read(bytes);
        if (column.jobs() != segment.jobs()) {
            throw new DamagedException("it has another number of jobs");
        }
        for (int job = 0; job < column.jobs(); job++) {
            column.of(job);
        }
        return column;
    }

    private Optional<Fault> ofJobs(char letter, Optional<TextColumn> column, byte[] values) {
        for (Entry entry : entries) {
            int number = begins.get(entry.id());
            for (Covered job : entry.jobs()) {
                int at = number++;
                List<String> texts = job.texts().get(letter);
                if (texts == null) {
                    continue;
                }
                List<String> has = column.map(each -> each.of(at)).orElseGet(ArrayList::new);
                if (!has.equals(texts)) {
                    return Optional.of(Fault.about(letter, job));
                }
                if (letter != ColumnSource.STATE
                        && !texts.stream().allMatch(text -> BloomFilter.canHave(values, letter + text))) {
                    return Optional.of(Fault.about(ColumnSource.VALUES, job));
                }
            }
        }
        return Optional.empty();
    }
}
