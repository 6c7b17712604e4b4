package nightshift.redis.find;

import static nightshift.redis.find.StateIndex.STATES;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nightshift.job.JobState;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.record.ShortId;
import nightshift.search.IdParts;
import nightshift.store.Condition.Field;
import nightshift.store.JobFilter;
import nightshift.task.JobId;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.Response;

/**
 * Leaves out jobs that a filter cannot mean before their records are read, which costs ten times as much: by their ids, and by sets
 * that have all jobs of a failure group, of a state, or that run.
 */
final class Sieve {

    /** As many ids as a command may have that others wait for. */
    static final int IDS_OF_CALL = 1_000;
    /** With more sets than this, records are read as quickly. */
    private static final int SETS_MOST = 8;

    private final Connection redis;
    private final Keys keys;
    private final JobFilter filter;
    private final Optional<IdParts> parts;
    /** Each job that is meant is in one of them; empty if none are known. Null until they are asked for. */
    private List<String> sets;

    Sieve(Connection redis, Keys keys, JobFilter filter) {
        this.redis = redis;
        this.keys = keys;
        this.filter = filter;
        this.parts = IdParts.of(filter);
    }

    /** Those that can be meant by their ids. */
    List<JobId> byId(List<JobId> ids) {
        return parts.map(asked -> ids.stream().filter(asked::canBe).toList()).orElse(ids);
    }

    /** Those that can be meant by their ids and by the sets. */
    List<JobId> all(List<JobId> ids) {
        List<JobId> left = byId(ids);
        if (left.isEmpty()) {
            return left;
        }
        if (sets == null) {
            sets = sets();
        }
        return sets.isEmpty() ? left : members(left);
    }

    private List<JobId> members(List<JobId> ids) {
        List<JobId> members = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += IDS_OF_CALL) {
            List<JobId> some = ids.subList(from, Math.min(ids.size(), from + IDS_OF_CALL));
            List<List<Double>> scores = scores(some.stream().map(ShortId::text).toArray(String[]::new));
            for (int i = 0; i < some.size(); i++) {
                int at = i;
                if (scores.stream().map(each -> each.get(at)).anyMatch(Objects::nonNull)) {
                    members.add(some.get(i));
                }
            }
        }
        return members;
    }

    /** In one step, so that a job that goes from one set to another is not missed. */
    private List<List<Double>> scores(String... ids) {
        return redis.call("search", j -> {
            List<Response<List<Double>>> answers;
            try (AbstractTransaction step = j.multi()) {
                answers = sets.stream().map(set -> step.zmscore(set, ids)).toList();
                step.exec();
            }
            return answers.stream().map(Response::get).toList();
        });
    }

    private List<String> sets() {
        Optional<String> group = filter.exact(Field.FAILURE);
        if (group.isPresent()) {
            return FailureWalk.keys(keys, filter, group.get());
        }
        Set<JobState> states = filter.states();
        if (states.isEmpty()
                || !states.stream().allMatch(state -> state == JobState.RUNNING || STATES.contains(state))) {
            return List.of();
        }
        Map<String, String> counts = redis.call("search", j -> j.hgetAll(keys.counts()));
        // also those without a job: one can be moved there
        counts.replaceAll((field, jobs) -> "any");
        List<String> places = StateIndex.places(states, counts).stream()
                .filter(place -> filter.exact(Field.QUEUE)
                        .map(place.substring(2)::equals)
                        .orElse(true))
                .toList();
        if (places.size() > SETS_MOST || !new StateIndex(redis, keys).isComplete(places)) {
            return List.of();
        }
        return Stream.concat(
                        places.stream().map(place -> keys.state(place.charAt(0), place.substring(2))),
                        states.contains(JobState.RUNNING) ? Stream.of(keys.leases()) : Stream.of())
                .toList();
    }
}
