package nightshift.redis.link;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.store.StoreLoss;
import nightshift.store.StoreLoss.Kind;

/**
 * The identity and counters of a store.
 *
 * @param store    its identity; empty if nothing of ours is in it
 * @param scripted how often a script has counted
 * @param plain    a value that {@code scripted} had reached when a plain command wrote it down, hence never above it while
 *                 the store is whole
 * @param loss     the last loss of data that a server noticed
 */
record Marks(Optional<String> store, long scripted, long plain, Optional<StoreLoss> loss) {

    /** Reads the values of the four keys; what is missing is null. */
    static Marks of(List<String> values) {
        return new Marks(
                Optional.ofNullable(values.get(0)),
                number(values.get(1)),
                number(values.get(2)),
                Optional.ofNullable(values.get(3)).flatMap(Marks::loss));
    }

    /**
     * Whether the store lost data, as far as these marks show.
     *
     * @param confirmed the data that the store certainly had, if known
     */
    Optional<Kind> lost(Optional<Marks> confirmed) {
        if (confirmed.isPresent() && !confirmed.get().store.equals(store)) {
            return Optional.of(store.isEmpty() ? Kind.EMPTIED : Kind.REPLACED);
        }
        if (store.isPresent() && plain > scripted) {
            return Optional.of(Kind.SCRIPTS_LOST);
        }
        return confirmed.isPresent() && scripted < confirmed.get().scripted
                ? Optional.of(Kind.WENT_BACK)
                : Optional.empty();
    }

    static String text(StoreLoss loss) {
        return loss.kind() + " " + loss.at().toEpochMilli();
    }

    private static Optional<StoreLoss> loss(String text) {
        try {
            String[] parts = text.split(" ", 2);
            return Optional.of(new StoreLoss(Kind.valueOf(parts[0]), Instant.ofEpochMilli(Long.parseLong(parts[1]))));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) { // a newer server's kind
            return Optional.empty();
        }
    }

    private static long number(String text) {
        return text == null ? 0 : Long.parseLong(text);
    }
}
