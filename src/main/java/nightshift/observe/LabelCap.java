package nightshift.observe;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** Bounds the values of a label: what comes after the first so many is counted together, as {@code _other}. */
final class LabelCap {

    static final String OTHER = "_other";

    private final int most;
    private final BooleanSupplier room;
    private final Runnable capped;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /**
     * @param room   takes what a further value needs, if there is as much
     * @param capped hears of each value that was put to the others
     */
    LabelCap(int most, BooleanSupplier room, Runnable capped) {
        this.most = most;
        this.room = room;
        this.capped = capped;
    }

    synchronized String label(String value) {
        if (known.contains(value)) {
            return value;
        }
        if (known.size() < most && room.getAsBoolean()) {
            known.add(value);
            return value;
        }
        capped.run();
        return OTHER;
    }
}
