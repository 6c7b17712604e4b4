package nightshift.redis.find;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.record.ShortId;
import nightshift.store.Condition.Field;
import nightshift.store.JobFilter;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.ZRangeParams;

/**
 * Pieces of the index of states, over several states and queues, in the order of the ids. So a job that goes from one state to another
 * meanwhile is not met twice. A position is the last id.
 */
final class StatePieces {

    /** With more places than this, the index of all jobs is faster. */
    private static final int PLACES_MOST = 200;
    /** How many ids one call reads, at least one of each place. */
    private static final int IDS_OF_CALL = 5_000;

    private static final int OF_PLACE_LEAST = 16;
    private static final String BETWEEN = " ";

    private final Connection redis;
    private final Keys keys;
    private final StateIndex index;

    StatePieces(Connection redis, Keys keys) {
        this.redis = redis;
        this.keys = keys;
        this.index = new StateIndex(redis, keys);
    }

    /**
     * What to read.
     *
     * @param places states and queues, as a text
     * @param jobs   how many there are
     */
    record Plan(String places, long jobs) {}

    /** What to read for a filter, if that is possible. */
    Optional<Plan> plan(JobFilter filter) {
        if (filter.states().isEmpty() || !StateIndex.STATES.containsAll(filter.states())) {
            return Optional.empty();
        }
        Map<String, String> counts = redis.call("walk", j -> j.hgetAll(keys.counts()));
        Optional<String> queue = filter.exact(Field.QUEUE);
        List<String> places = StateIndex.places(filter.states(), counts).stream()
                .filter(place -> queue.map(place.substring(2)::equals).orElse(true))
                .toList();
        if (places.size() > PLACES_MOST || !index.isComplete(places)) {
            return Optional.empty();
        }
        long jobs = places.stream()
                .mapToLong(place -> Long.parseLong(counts.get(place.substring(2) + ":" + place.charAt(0))))
                .sum();
        return Optional.of(new Plan(String.join(BETWEEN, places), jobs));
    }

    /** @param places as {@link #plan} gave them */
    RedisJobWalks.Ids piece(String places, String position, int most) {
        if (!position.isEmpty() && position.length() != ShortId.LENGTH) {
            throw new IllegalArgumentException("no position in the index of states: " + position);
        }
        List<String> all = places.isEmpty() ? List.of() : List.of(places.split(BETWEEN));
        int ofPlace = Math.max(OF_PLACE_LEAST, Math.min(most, IDS_OF_CALL / Math.max(1, all.size())));
        List<List<String>> found = read(all, position, ofPlace);
        // behind the last id of a place that has more, others may be missing
        Optional<String> sure = found.stream()
                .filter(ids -> ids.size() == ofPlace)
                .map(ids -> ids.get(ofPlace - 1))
                .min(Comparator.naturalOrder());
        TreeSet<String> ids = new TreeSet<>();
        found.forEach(ids::addAll);
        List<String> next = ids.stream()
                .filter(id -> sure.map(last -> id.compareTo(last) <= 0).orElse(true))
                .limit(most)
                .toList();
        return new Merged(position, next, sure.isEmpty() && next.size() == ids.size());
    }

    private List<List<String>> read(List<String> places, String position, int ofPlace) {
        String from = position.isEmpty() ? "-" : "(" + position;
        return redis.call("walk", j -> {
            List<Response<List<String>>> answers = new ArrayList<>();
            try (AbstractPipeline pipeline = j.pipelined()) {
                for (String place : places) {
                    answers.add(pipeline.zrange(
                            keys.state(place.charAt(0), place.substring(2)),
                            ZRangeParams.zrangeByLexParams(from, "+").limit(0, ofPlace)));
                }
                pipeline.sync();
            }
            return answers.stream().map(Response::get).toList();
        });
    }

    private record Merged(String start, List<String> shortIds, boolean isLast) implements RedisJobWalks.Ids {

        @Override
        public List<byte[]> ids() {
            return shortIds.stream().map(RedisJobWalks::ascii).toList();
        }

        @Override
        public String positionAfter(int count) {
            return count == 0 ? start : shortIds.get(count - 1);
        }
    }
}
