package nightshift.search;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where some jobs stand in the index of all jobs: entries one after the other, each with how many jobs it has. Jobs are numbered from
 * the oldest on.
 */
public final class Places {

    private final List<Entry> entries;
    /** For each entry the number of its first job. */
    private final int[] begins;

    private final int jobs;

    /**
     * An entry.
     *
     * @param id   the entry's id
     * @param jobs how many it has
     */
    public record Entry(EntryId id, int jobs) {}

    /** @param entries from the oldest on */
    public Places(List<Entry> entries) {
        this.entries = List.copyOf(entries);
        begins = new int[entries.size()];
        int sum = 0;
        for (int i = 0; i < begins.length; i++) {
            begins[i] = sum;
            sum += entries.get(i).jobs();
        }
        jobs = sum;
    }

    /** Writes them, each as the difference to the one before. */
    public byte[] write() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Varint.put(out, entries.size());
        EntryId last = EntryId.NONE;
        for (Entry entry : entries) {
            long later = entry.id().ms() - last.ms();
            Varint.put(out, later);
            Varint.put(
                    out, later == 0 ? entry.id().seq() - last.seq() : entry.id().seq());
            Varint.put(out, entry.jobs());
            last = entry.id();
        }
        return out.toByteArray();
    }

    /** Reads what {@link #write} has written. */
    public static Places read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int count = Varint.getInt(in);
        List<Entry> entries = new ArrayList<>(count);
        EntryId last = EntryId.NONE;
        for (int i = 0; i < count; i++) {
            long later = Varint.getLong(in);
            long seq = Varint.getLong(in);
            last = new EntryId(last.ms() + later, later == 0 ? last.seq() + seq : seq);
            entries.add(new Entry(last, Varint.getInt(in)));
        }
        return new Places(entries);
    }

    /** How many jobs there are. */
    public int jobs() {
        return jobs;
    }

    /** The entries, from the oldest on. */
    public List<Entry> entries() {
        return entries;
    }

    /** The number of the entry that has a job. */
    public int entryOf(int job) {
        int at = Arrays.binarySearch(begins, job);
        return at >= 0 ? at : -at - 2;
    }

    /** The number of the first job of an entry. */
    public int begin(int entry) {
        return begins[entry];
    }
}
