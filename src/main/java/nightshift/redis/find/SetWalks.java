package nightshift.redis.find;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.record.ShortId;
import nightshift.store.Condition.Field;
import nightshift.store.JobFilter;
import nightshift.task.JobId;

/**
 * Walks over few jobs in the order of their ids: jobs that the filter names, the members of a failure group, or the jobs in a few states. A job
 * that goes from one set to another meanwhile is not met twice. A position is the last id.
 */
final class SetWalks {

    /** Begins the route of a walk over jobs that are named. Their ids follow. */
    static final char NAMED = 'n';
    /** Begins the route of a walk over a failure group. Its sets follow. */
    static final char FAILURE = 'f';
    /** Begins the route of a walk over states. They follow, each with a queue. */
    static final char STATES = 's';

    /** With more sets than this, the index of all jobs is faster. */
    private static final int SETS_MOST = 200;

    private static final String BETWEEN = " ";

    private final Connection redis;
    private final Keys keys;
    private final StateIndex states;
    private final MergedSets sets;

    SetWalks(Connection redis, Keys keys) {
        this.redis = redis;
        this.keys = keys;
        this.states = new StateIndex(redis, keys);
        this.sets = new MergedSets(redis, "walk");
    }

    /**
     * What to read.
     *
     * @param route where it leads
     * @param jobs  how many there are
     */
    record Plan(String route, long jobs) {}

    /** The walk over these jobs. */
    Plan named(Collection<JobId> ids) {
        List<String> shortIds = ids.stream().map(ShortId::text).sorted().toList();
        return new Plan(NAMED + String.join(BETWEEN, shortIds), shortIds.size());
    }

    /** The walk over the failure group that a filter names, if it names one. */
    Optional<Plan> failure(JobFilter filter) {
        return filter.exact(Field.FAILURE).map(group -> {
            List<String> names = FailureWalk.sets(filter, group);
            long jobs = redis.call(
                    "walk",
                    j -> names.stream()
                            .mapToLong(set -> j.zcard(keyOf(FAILURE, set)))
                            .sum());
            return new Plan(FAILURE + String.join(BETWEEN, names), jobs);
        });
    }

    /**
     * The walk over the states of a filter, if they are indexed.
     *
     * @param most    how many jobs there may be, unless each of them is meant
     * @param orAlone whether there is no better way if there are more
     */
    Optional<Plan> states(JobFilter filter, long most, BooleanSupplier orAlone) {
        if (filter.states().isEmpty() || !StateIndex.STATES.containsAll(filter.states())) {
            return Optional.empty();
        }
        Map<String, String> counts = redis.call("walk", j -> j.hgetAll(keys.counts()));
        List<String> places = counts.keySet().stream()
                .map(field -> field.substring(0, field.lastIndexOf(':')))
                .distinct()
                .filter(queue -> !queue.equals("*"))
                .filter(queue -> filter.on(Field.QUEUE).stream().allMatch(condition -> condition.fits(List.of(queue))))
                // all of its states: a job can come from one into another before the walk meets it
                .flatMap(queue -> filter.states().stream().map(state -> StateIndex.place(state, queue)))
                .toList();
        long jobs = places.stream()
                .mapToLong(place -> Long.parseLong(counts.getOrDefault(countOf(place), "0")))
                .sum();
        boolean allMeant = filter.conditions().size() == filter.on(Field.QUEUE).size();
        if (places.size() > SETS_MOST
                || !states.isComplete(places)
                || !allMeant && jobs > most && !orAlone.getAsBoolean()) {
            return Optional.empty();
        }
        return Optional.of(new Plan(STATES + String.join(BETWEEN, places), jobs));
    }

    private static String countOf(String place) {
        return place.substring(2) + ":" + place.charAt(0);
    }

    /** @param route as a plan has it */
    WalkPiece piece(String route, String position, int most) {
        if (!position.isEmpty() && position.length() != ShortId.LENGTH) {
            throw new IllegalArgumentException("no position in the order of ids: " + position);
        }
        char source = route.charAt(0);
        List<String> names = route.length() == 1
                ? List.of()
                : Arrays.asList(route.substring(1).split(BETWEEN));
        if (source == NAMED) {
            List<String> left =
                    names.stream().filter(id -> id.compareTo(position) > 0).toList();
            return new Ids(position, left.subList(0, Math.min(most, left.size())), left.size() <= most);
        }
        List<String> all = names.stream().map(name -> keyOf(source, name)).toList();
        MergedSets.Piece piece = sets.read(all, position, MergedSets.Order.ONWARD, most);
        return new Ids(position, piece.shortIds(), piece.isLast());
    }

    private String keyOf(char source, String name) {
        char state = name.charAt(0);
        return source == FAILURE ? keys.failed(state, name.substring(2)) : keys.state(state, name.substring(2));
    }

    private record Ids(String start, List<String> shortIds, boolean isLast) implements WalkPiece {

        @Override
        public List<byte[]> ids() {
            return shortIds.stream().map(RedisJobWalks::ascii).toList();
        }

        @Override
        public String positionAfter(int count) {
            return count == 0 ? start : shortIds.get(count - 1);
        }

        @Override
        public int passed(int count) {
            return count;
        }
    }
}
