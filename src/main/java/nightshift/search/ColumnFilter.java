package nightshift.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import nightshift.job.JobState;
import nightshift.store.Condition;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.Condition.Where;
import nightshift.store.JobFilter;
import nightshift.store.TextPattern;

/**
 * Finds in the columns of some segments the jobs that a filter can mean. It leaves out only jobs for which a column that is right says
 * so. The caller compares the records of the others.
 */
public final class ColumnFilter {

    private static final Map<Field, Character> LETTERS = Map.of(
            Field.QUEUE, ColumnSource.QUEUE,
            Field.TASK, ColumnSource.TASK,
            Field.TAG, ColumnSource.TAG,
            Field.KEY, ColumnSource.KEY,
            Field.HOST, ColumnSource.HOST,
            Field.SCHEDULE, ColumnSource.SCHEDULE);

    private final List<Need> needs = new ArrayList<>();
    /** Whether jobs that meet all needs in columns that are right meet the filter. */
    private boolean exact = true;

    /**
     * What a column must have.
     *
     * @param letter  of the column
     * @param wanted  one text of the job
     * @param negated whether it must fit none instead
     * @param texts   the only texts that are wanted; empty if there can be others
     */
    private record Need(char letter, Wanted wanted, boolean negated, Optional<Set<String>> texts) {

        /** Whether a segment can have a job like this, by the texts in it. */
        boolean canBeMet(byte[] values) {
            return negated
                    || texts.isEmpty()
                    || texts.get().stream().anyMatch(text -> BloomFilter.canHave(values, letter + text));
        }

        boolean isAskedOfAllValues() {
            return !negated && texts.isPresent();
        }
    }

    /**
     * The jobs of a segment that can be meant.
     *
     * @param segment the segment
     * @param places  where its jobs stand
     * @param jobs    those that can be meant
     * @param exact   whether all of them are
     */
    public record Found(Segment segment, Places places, BitSet jobs, boolean exact) {}

    /**
     * What was found in some segments.
     *
     * @param found   by segment, in their order; segments without any are left out
     * @param damaged segments whose columns cannot be read: any of their jobs can be meant
     */
    public record Result(List<Found> found, List<Segment> damaged) {}

    /** For a search. */
    public ColumnFilter(JobFilter filter) {
        this(filter, filter.states().isEmpty() ? Optional.empty() : Optional.of(filter.states()));
        exact &= filter.states().contains(JobState.READY) == filter.states().contains(JobState.RUNNING);
    }

    /** For segments in which no job runs: jobs that can run are ready there. It asks for their states in any case. */
    public static ColumnFilter ofSettled(JobFilter filter) {
        Set<JobState> states = EnumSet.allOf(JobState.class);
        if (!filter.states().isEmpty()) {
            states.retainAll(filter.states());
        }
        states.remove(JobState.RUNNING);
        return new ColumnFilter(filter, Optional.of(states));
    }

    private ColumnFilter(JobFilter filter, Optional<Set<JobState>> states) {
        states.ifPresent(wanted -> {
            Set<String> codes = new HashSet<>();
            wanted.forEach(state -> codes.add(SegmentWriter.state(state.code())));
            needs.add(new Need(ColumnSource.STATE, Wanted.anyOf(codes), false, Optional.empty()));
        });
        for (Condition condition : filter.conditions()) {
            if (condition instanceof Matches matches && LETTERS.containsKey(matches.field())) {
                needs.add(need(matches));
            } else {
                exact = false;
            }
        }
        if (states.isEmpty() && !filter.mentioned(Where.ERROR).isEmpty()) {
            String succeeded = SegmentWriter.state(JobState.SUCCEEDED.code());
            needs.add(new Need(ColumnSource.STATE, Wanted.anyOf(Set.of(succeeded)), true, Optional.empty()));
        }
    }

    private static Need need(Matches matches) {
        Set<String> begins = new HashSet<>();
        boolean named = true;
        for (TextPattern pattern : matches.anyOf()) {
            begins.add(pattern.pieces().get(0));
            named &= pattern.exact().isPresent();
        }
        Matches positive = new Matches(matches.field(), matches.anyOf(), false);
        return new Need(
                LETTERS.get(matches.field()),
                named ? Wanted.anyOf(begins) : Wanted.fitting(begins, text -> positive.fits(List.of(text))),
                matches.negated(),
                named ? Optional.of(begins) : Optional.empty());
    }

    /** Whether columns tell anything about this filter. */
    public boolean isOfUse() {
        return !needs.isEmpty();
    }

    /** Whether columns tell more about a filter than states do. */
    public static boolean tellsMoreThanStates(JobFilter filter) {
        return filter.conditions().stream()
                .anyMatch(condition -> condition instanceof Matches matches && LETTERS.containsKey(matches.field()));
    }

    /** The jobs in some segments that can be meant. */
    public Result find(ColumnSource columns, Changes changes, List<Segment> segments, Packing packing) {
        ColumnReader reader = new ColumnReader(columns, packing);
        List<Segment> damaged = new ArrayList<>();
        List<Segment> possible = possible(reader, changes, segments, damaged);
        List<Character> letters = needs.stream().map(Need::letter).distinct().toList();
        Map<Character, List<StoredColumn>> stored = reader.read(letters, possible);
        List<Segment> withJobs = new ArrayList<>();
        List<BitSet> jobs = new ArrayList<>();
        List<Boolean> sure = new ArrayList<>();
        for (int i = 0; i < possible.size(); i++) {
            Segment segment = possible.get(i);
            int at = i;
            try {
                Evaluation evaluation = new Evaluation(
                        segment, changes, letter -> stored.get(letter).get(at));
                BitSet met = evaluation.meeting(needs);
                if (!met.isEmpty()) {
                    withJobs.add(segment);
                    jobs.add(met);
                    sure.add(exact && evaluation.sure);
                }
            } catch (DamagedException e) {
                damaged.add(segment);
            }
        }
        return new Result(placed(reader, withJobs, jobs, sure, damaged), damaged);
    }

    /** The segments that can have such jobs, by all texts in them. */
    private List<Segment> possible(
            ColumnReader reader, Changes changes, List<Segment> segments, List<Segment> damaged) {
        List<Need> asked = needs.stream().filter(Need::isAskedOfAllValues).toList();
        if (asked.isEmpty()) {
            return segments;
        }
        List<StoredColumn> values = reader.read(ColumnSource.VALUES, segments);
        List<Segment> possible = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            try {
                byte[] ofSegment = values.get(i).bytes();
                if (changes.canBeInAll(segment) || asked.stream().allMatch(need -> need.canBeMet(ofSegment))) {
                    possible.add(segment);
                }
            } catch (DamagedException e) {
                damaged.add(segment);
            }
        }
        return possible;
    }

    private static List<Found> placed(
            ColumnReader reader, List<Segment> segments, List<BitSet> jobs, List<Boolean> sure, List<Segment> damaged) {
        List<StoredColumn> places = reader.read(ColumnSource.PLACES, segments);
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            try {
                Places read = Places.read(places.get(i).bytes());
                if (read.jobs() != segments.get(i).jobs()) {
                    throw new DamagedException("it has another number of jobs");
                }
                found.add(new Found(segments.get(i), read, jobs.get(i), sure.get(i)));
            } catch (DamagedException e) {
                damaged.add(segments.get(i));
            }
        }
        return found;
    }

    /** The look at one segment. */
    private static final class Evaluation {

        private final Segment segment;
        private final Function<Character, StoredColumn> columns;
        private final boolean anyWrong;
        private final boolean statesWrong;
        private boolean sure = true;

        Evaluation(Segment segment, Changes changes, Function<Character, StoredColumn> columns) {
            this.segment = segment;
            this.columns = columns;
            this.anyWrong = changes.canBeInAll(segment);
            this.statesWrong = changes.canBeInStates(segment);
        }

        BitSet meeting(List<Need> needs) {
            BitSet jobs = new BitSet(segment.jobs());
            jobs.set(0, segment.jobs());
            for (Need need : needs) {
                if (jobs.isEmpty()) {
                    return jobs;
                }
                if (anyWrong || need.letter() == ColumnSource.STATE && statesWrong) {
                    sure = false;
                } else {
                    meet(need, jobs);
                }
            }
            return jobs;
        }

        private void meet(Need need, BitSet jobs) {
            StoredColumn stored = columns.apply(need.letter());
            if (stored.isMissing() && need.letter() == ColumnSource.STATE) {
                sure = false; // the upkeep will write it
                return;
            }
            if (stored.isMissing() && segment.columns().indexOf(need.letter()) < 0) {
                if (!need.negated()) {
                    jobs.clear(); // no job of the segment has a text there
                }
                return;
            }
            TextColumn column = TextColumn.read(stored.bytes());
            BitSet with = column.jobsWith(need.wanted());
            if (!with.isEmpty() && column.jobs() != segment.jobs()) {
                throw new DamagedException("it has another number of jobs");
            }
            if (need.negated()) {
                jobs.andNot(with);
            } else {
                jobs.and(with);
            }
        }
    }
}
