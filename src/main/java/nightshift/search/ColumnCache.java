package nightshift.search;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Columns that searches of this server have read, without their compression, for the searches that follow. It has a bound in bytes.
 * States are not in it: they change while the segment stays.
 */
public final class ColumnCache {

    /** What an entry takes beside its bytes. */
    private static final int ENTRY_BYTES = 150;
    /**
     * A column that was used within this time is not pushed out. Otherwise a search through more columns than there is room for
     * would push out each one before it comes back to it.
     */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final long most;
    private final LongSupplier nanos;
    /** The one that was not used for the longest time comes first. */
    private final Map<Key, Kept> columns = new LinkedHashMap<>(16, 0.75f, true);

    private long size;

    private record Key(char letter, String version) {}

    private static final class Kept {

        private final byte[] bytes;
        private long usedAt;

        Kept(byte[] bytes, long usedAt) {
            this.bytes = bytes;
            this.usedAt = usedAt;
        }
    }

    /** @param most how many bytes it takes; 0 for a cache that keeps nothing */
    public ColumnCache(long most) {
        this(most, System::nanoTime);
    }

    ColumnCache(long most, LongSupplier nanos) {
        this.most = most;
        this.nanos = nanos;
    }

    /** A column of a segment; null if it is not here. */
    synchronized byte[] get(char letter, Segment segment) {
        Kept kept = columns.get(new Key(letter, segment.version()));
        if (kept == null) {
            return null;
        }
        kept.usedAt = nanos.getAsLong();
        return kept.bytes;
    }

    /** Keeps a column, unless it would push out others that are in use. */
    synchronized void put(char letter, Segment segment, byte[] bytes) {
        Key key = new Key(letter, segment.version());
        long wanted = bytes.length + ENTRY_BYTES;
        if (letter == ColumnSource.STATE || wanted > most || columns.containsKey(key)) {
            return;
        }
        long now = nanos.getAsLong();
        Iterator<Kept> oldest = columns.values().iterator();
        while (size + wanted > most) {
            Kept next = oldest.next();
            if (now - next.usedAt < KEPT.toNanos()) {
                return;
            }
            oldest.remove();
            size -= next.bytes.length + ENTRY_BYTES;
        }
        columns.put(key, new Kept(bytes, now));
        size += wanted;
    }

    /** How many bytes it takes now. */
    synchronized long size() {
        return size;
    }
}
