package nightshift.observe;

import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Bounds the values of a label: what comes after the first so many is counted together, as {@code _other}. */
final class LabelCap {

    static final String OTHER = "_other";
    private static final int REFUSED = 1_000;

    private final int most;
    private final BooleanSupplier room;
    private final Runnable capped;
    private final Set<String> known = new HashSet<>();
    private final Set<String> refused = new HashSet<>();

    /**
     * @param room   takes what a further value needs, if there is as much
     * @param capped hears of each value that is put to the others, once for each of the first {@link #REFUSED}
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
        if (!refused.contains(value)) {
            if (refused.size() < REFUSED) {
                refused.add(value);
            }
            capped.run();
        }
        return OTHER;
    }
}
