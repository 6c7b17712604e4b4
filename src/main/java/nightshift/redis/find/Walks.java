package nightshift.redis.find;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.record.ShortId;
import nightshift.search.ColumnCache;
import nightshift.search.ColumnFilter;
import nightshift.search.IdParts;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.Condition.Where;
import nightshift.store.JobFilter;
import nightshift.store.JobTally;
import nightshift.task.JobId;

/**
 * Chooses the shortest walk for a filter: over jobs that it names, over a failure group, over few states, by the index for search,
 * over the ids of all jobs, or over all jobs.
 */
final class Walks {

    /** Walking that many jobs in a state or a failure group is as fast as a look at the index for search. */
    static final int FEW = 2_000;

    /** The columns of a million jobs with three tags take 30 to 40 MB without their compression. */
    private static final int SHARE_OF_CACHE = 10;

    private final Connection redis;
    private final Keys keys;
    private final int few;
    private final StateIndex states;
    private final Columns columns;
    private final SetWalks sets;

    /** @param few how many jobs of a state or a failure group are walked without a look at the index for search */
    Walks(Connection redis, Keys keys, int few) {
        this.few = few;
        this.redis = redis;
        this.keys = keys;
        this.states = new StateIndex(redis, keys);
        this.columns =
                new Columns(redis, keys, new ColumnCache(Runtime.getRuntime().maxMemory() / SHARE_OF_CACHE));
        this.sets = new SetWalks(redis, keys);
    }

    Columns columns() {
        return columns;
    }

    /** The walk over sets of ids, from the oldest on, that is shorter for a filter than one over the index; empty if none is. */
    Optional<SetWalks.Plan> ofSets(JobFilter filter) {
        return named(filter)
                .map(sets::named)
                .or(() -> sets.failure(filter))
                .or(() -> sets.states(filter, few, () -> !isIndexed(filter)));
    }

    private boolean isIndexed(JobFilter filter) {
        return new ColumnFilter(filter).isOfUse() && columns.snapshot().isPresent();
    }

    /** @throws nightshift.store.BadTokenException if no walk has made the token */
    IdWalk of(JobFilter filter, Optional<String> token) {
        return named(filter)
                .map(ids -> StateWalk.of(states, ids, token))
                .or(() -> byFailure(filter, token))
                .or(() -> byState(filter, token, isOfStateAndQueue(filter) ? Long.MAX_VALUE : few))
                .or(() -> byColumns(filter, token))
                .or(() -> byState(filter, token, Long.MAX_VALUE))
                .or(() -> IdPartWalk.of(redis, keys, filter, token))
                .orElseGet(() -> new IndexWalk(redis, keys, filter, token));
    }

    /** Counts the jobs of a filter, for some time at most. */
    JobTally tally(JobFilter filter, JobLooks looks, Duration most) {
        Tallying tallying = new Tallying(columns, looks, filter, most);
        if (filter.exact(Field.FAILURE).isPresent() || IdParts.of(filter).isPresent()) {
            return tallying.along(of(filter, Optional.empty())); // columns have neither
        }
        Optional<IdWalk> few = named(filter)
                .map(ids -> StateWalk.of(states, ids, Optional.empty()))
                .or(() -> byState(filter, Optional.empty(), this.few));
        return few.map(tallying::along)
                .or(tallying::byColumns)
                .orElseGet(() -> tallying.along(of(filter, Optional.empty())));
    }

    /** A walk over a failure group, unless the group is large and the index for search knows which of its jobs are meant. */
    private Optional<IdWalk> byFailure(JobFilter filter, Optional<String> token) {
        Optional<String> group = filter.exact(Field.FAILURE);
        if (group.isEmpty() || token.filter(SegmentWalk::isToken).isPresent()) {
            return Optional.empty();
        }
        boolean large = token.isEmpty()
                && ColumnFilter.tellsMoreThanStates(filter)
                && FailureWalk.members(redis, keys, filter, group.get()) > few;
        return (large ? byColumns(filter, token) : Optional.<IdWalk>empty())
                .or(() -> FailureWalk.of(redis, keys, filter, token));
    }

    private Optional<IdWalk> byState(JobFilter filter, Optional<String> token, long most) {
        return StateWalk.of(redis, keys, states, filter, token, most);
    }

    private Optional<IdWalk> byColumns(JobFilter filter, Optional<String> token) {
        return new ColumnFilter(filter).isOfUse()
                ? columns.snapshot().map(index -> new SegmentWalk(columns, index, filter, token))
                : Optional.empty();
    }

    /** Whether each job that a walk over its states and its queue finds is meant. */
    private static boolean isOfStateAndQueue(JobFilter filter) {
        return filter.conditions().size() == filter.exact(Field.QUEUE).stream().count();
    }

    /** The jobs that the filter names by their ids, or, if it looks for the id of a job in the labels, that job. */
    private Optional<Collection<JobId>> named(JobFilter filter) {
        for (Matches condition : filter.on(Field.ID)) {
            Set<JobId> ids = condition.anyOf().stream()
                    .flatMap(pattern -> pattern.exact().flatMap(JobId::parse).stream())
                    .collect(Collectors.toSet());
            if (!condition.negated() && ids.size() == condition.anyOf().size()) {
                return Optional.of(ids);
            }
        }
        return filter.mentioned(Where.LABELS).stream()
                .flatMap(text -> JobId.parse(text).stream())
                .filter(this::exists)
                .findFirst()
                .map(Set::of);
    }

    private boolean exists(JobId id) {
        return redis.call("list", j -> j.exists(keys.job(ShortId.text(id))));
    }
}
