package nightshift.redis.find;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import nightshift.redis.link.Connection;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.ZRangeParams;

/**
 * Reads sorted sets of ids, which all have one score, as if they were one. They are read at one moment, so that a job that goes from one
 * set to another meanwhile is not missed.
 */
record MergedSets(Connection redis, String call) {

    /** How many ids one call reads, at least some of each set. */
    private static final int IDS_OF_CALL = 5_000;

    private static final int OF_SET_LEAST = 16;

    /** The order in which a walk meets jobs. */
    enum Order {
        /** The oldest first. */
        ONWARD,
        /** The newest first. */
        BACK;

        private Comparator<String> comparator() {
            return this == ONWARD ? Comparator.naturalOrder() : Comparator.reverseOrder();
        }

        private ZRangeParams behind(String id, int most) {
            String from = "(" + id;
            ZRangeParams range = this == ONWARD
                    ? ZRangeParams.zrangeByLexParams(id.isEmpty() ? "-" : from, "+")
                    : ZRangeParams.zrangeByLexParams(id.isEmpty() ? "+" : from, "-")
                            .rev();
            return range.limit(0, most);
        }
    }

    /**
     * The next ids.
     *
     * @param shortIds in the order of the walk, each once
     * @param isLast   whether nothing follows
     */
    record Piece(List<String> shortIds, boolean isLast) {}

    /**
     * Reads the ids behind one.
     *
     * @param sets their keys
     * @param last short id; empty for the beginning
     * @param most how many; there can be fewer although more follow, but at least one
     */
    Piece read(List<String> sets, String last, Order order, int most) {
        int ofSet = Math.max(OF_SET_LEAST, Math.min(most, IDS_OF_CALL / Math.max(1, sets.size())));
        List<List<String>> found = sets.isEmpty() ? List.of() : at(sets, order.behind(last, ofSet));
        // behind the last id of a set that has more, others may be missing
        Optional<String> sure = found.stream()
                .filter(ids -> ids.size() == ofSet)
                .map(ids -> ids.get(ofSet - 1))
                .min(order.comparator());
        TreeSet<String> ids = new TreeSet<>(order.comparator());
        found.forEach(ids::addAll);
        List<String> next = ids.stream()
                .filter(id -> sure.map(end -> order.comparator().compare(id, end) <= 0)
                        .orElse(true))
                .limit(most)
                .toList();
        return new Piece(next, sure.isEmpty() && next.size() == ids.size());
    }

    private List<List<String>> at(List<String> sets, ZRangeParams range) {
        return redis.call(call, j -> {
            List<Response<List<String>>> answers = new ArrayList<>();
            try (AbstractTransaction together = j.multi()) {
                sets.forEach(set -> answers.add(together.zrange(set, range)));
                together.exec();
            }
            return answers.stream().map(Response::get).toList();
        });
    }
}
