package nightshift.observe.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Limits how many values are counted separately. Values beyond the limit are counted together, as {@code _other}. Every
 * job asks, so it takes a lock only for values that it has not seen before, and only for a limited number of those.
 */
final class LabelCap<T> {

    static final String OTHER = "_other";
    private static final int REFUSED = 1_000;

    private final int most;
    private final BooleanSupplier room;
    private final Runnable capped;
    private final Set<T> admitted = ConcurrentHashMap.newKeySet();
    /** Empty until there is no room: from then on nothing is admitted. */
    private final Set<T> refused = ConcurrentHashMap.newKeySet();

    /**
     * @param room   takes the room that another value needs, if there is enough; after the first refusal it always
     *               refuses
     * @param capped called once for each of the first {@link #REFUSED} values that are counted together
     */
    LabelCap(int most, BooleanSupplier room, Runnable capped) {
        this.most = most;
        this.room = room;
        this.capped = capped;
    }

    /** Whether a value is counted separately. The answer stays the same. */
    boolean admits(T value) {
        if (admitted.contains(value)) {
            return true;
        }
        if (refused.contains(value) || refused.size() >= REFUSED) {
            return false;
        }
        return decide(value);
    }

    private synchronized boolean decide(T value) {
        if (admitted.contains(value)) {
            return true;
        }
        if (refused.isEmpty() && admitted.size() < most && room.getAsBoolean()) {
            return admitted.add(value);
        }
        if (refused.size() < REFUSED && refused.add(value)) {
            capped.run();
        }
        return false;
    }
}
