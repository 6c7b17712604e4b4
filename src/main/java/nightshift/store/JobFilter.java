package nightshift.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nightshift.job.JobState;
import nightshift.job.JobSummary;
import nightshift.store.Condition.Between;
import nightshift.store.Condition.Count;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.Condition.Mentions;
import nightshift.store.Condition.Time;
import nightshift.store.Condition.Where;

/**
 * Which jobs are meant; all conditions must hold.
 *
 * @param states     any of these; empty for all
 * @param conditions each once, in a fixed order; several ranges of the same time or number are one
 */
public record JobFilter(Set<JobState> states, List<Condition> conditions) {

    /** Every job. */
    public static final JobFilter ALL = new JobFilter(Set.of(), List.of());

    /** No job has a number of attempts like this. */
    private static final Condition NEVER = new Count(Condition.Number.ATTEMPTS, 1, 0);

    /** The same filter in its one form. */
    public JobFilter {
        states = Set.copyOf(states);
        conditions = inOneForm(conditions);
    }

    /** All jobs that meet these conditions. */
    public static JobFilter of(Condition... conditions) {
        return new JobFilter(Set.of(), List.of(conditions));
    }

    /** All jobs in any of these states; in any state if there are none. */
    public static JobFilter in(Set<JobState> states) {
        return new JobFilter(states, List.of());
    }

    /** The jobs that meet both filters. */
    public JobFilter and(JobFilter other) {
        List<Condition> both = new ArrayList<>(
                Stream.concat(conditions.stream(), other.conditions.stream()).toList());
        if (states.isEmpty() || other.states.isEmpty()) {
            return new JobFilter(states.isEmpty() ? other.states : states, both);
        }
        Set<JobState> common = new HashSet<>(states);
        common.retainAll(other.states);
        if (common.isEmpty()) { // which would mean all
            both.add(NEVER);
            return new JobFilter(states, both);
        }
        return new JobFilter(common, both);
    }

    /** Whether a job is meant. */
    public boolean fits(JobSummary job, Supplier<String> args) {
        return (states.isEmpty() || states.contains(job.state()))
                && conditions.stream().allMatch(condition -> condition.fits(job, args));
    }

    /** Whether jobs can only be chosen by looking into their args. */
    public boolean readsArgs() {
        return conditions.stream().anyMatch(Condition::readsArgs);
    }

    /** Whether jobs can only be chosen by looking into the failures of their latest attempts. */
    public boolean readsFailures() {
        return conditions(Mentions.class).anyMatch(condition -> condition.where() != Where.ARGS);
    }

    /** The conditions on a field. */
    public List<Matches> on(Field field) {
        return conditions(Matches.class)
                .filter(condition -> condition.field() == field)
                .toList();
    }

    /** The only text that a field can have, if one condition says so. */
    public Optional<String> exact(Field field) {
        return on(field).stream()
                .flatMap(condition -> condition.exact().stream())
                .findFirst();
    }

    /** The texts that are looked for in one place, without those that must not be found. */
    public List<String> mentioned(Where where) {
        return conditions(Mentions.class)
                .filter(condition -> condition.where() == where && !condition.negated())
                .map(Mentions::text)
                .toList();
    }

    /** The earliest time at which a job can have been created, if there is one. */
    public Optional<Instant> createdFrom() {
        return created().flatMap(Between::from);
    }

    /** The time before which a job must have been created, if there is one. */
    public Optional<Instant> createdBefore() {
        return created().flatMap(Between::before);
    }

    private Optional<Between> created() {
        return conditions(Between.class)
                .filter(condition -> condition.time() == Time.CREATED)
                .findFirst();
    }

    private <C extends Condition> Stream<C> conditions(Class<C> kind) {
        return conditions.stream().filter(kind::isInstance).map(kind::cast);
    }

    private static List<Condition> inOneForm(List<Condition> conditions) {
        List<Condition> merged = new ArrayList<>();
        for (Condition next : conditions) {
            Condition both = next;
            for (int i = 0; i < merged.size(); i++) {
                Optional<Condition> one = merged(merged.get(i), both);
                if (one.isPresent()) {
                    both = one.get();
                    merged.remove(i);
                    break;
                }
            }
            merged.add(both);
        }
        merged.sort(Comparator.comparingInt(JobFilter::place));
        return List.copyOf(merged);
    }

    /** One condition in place of two, if there is one. */
    private static Optional<Condition> merged(Condition one, Condition other) {
        if (one.equals(other)) {
            return Optional.of(one);
        }
        if (one instanceof Between a && other instanceof Between b && a.time() == b.time()) {
            return Optional.of(new Between(
                    a.time(),
                    Stream.concat(a.from().stream(), b.from().stream()).max(Comparator.naturalOrder()),
                    Stream.concat(a.before().stream(), b.before().stream()).min(Comparator.naturalOrder())));
        }
        if (one instanceof Count a && other instanceof Count b && a.of() == b.of()) {
            return Optional.of(new Count(a.of(), Math.max(a.from(), b.from()), Math.min(a.to(), b.to())));
        }
        return Optional.empty();
    }

    private static int place(Condition condition) {
        int fields = Field.values().length;
        if (condition instanceof Matches matches) {
            return matches.field().ordinal();
        }
        if (condition instanceof Between between) {
            return fields + between.time().ordinal();
        }
        if (condition instanceof Count count) {
            return fields + Time.values().length + count.of().ordinal();
        }
        return Integer.MAX_VALUE;
    }
}
