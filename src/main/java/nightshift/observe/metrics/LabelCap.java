package nightshift.observe.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Bounds what is counted for itself: what comes after the first so many is counted together, as {@code _other}. Asked for
 * every job, so it takes a lock only for what it did not hear of before, and for no more than the first so many of those.
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
     * @param room   takes what a further value needs, if there is as much; once there is not, there never is again
     * @param capped hears once of each of the first {@link #REFUSED} values that are put to the others
     */
    LabelCap(int most, BooleanSupplier room, Runnable capped) {
        this.most = most;
        this.room = room;
        this.capped = capped;
    }

    /** Whether a value is counted for itself. The answer stays the same. */
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
