package nightshift.search;

/**
 * The id of an entry of the index of all jobs, which a stream of Redis makes: entries have them in their order.
 *
 * @param ms  when the entry was made, in ms since 1970 by the clock of Redis
 * @param seq counts the entries of that ms
 */
public record EntryId(long ms, long seq) implements Comparable<EntryId> {

    /** Before all others. */
    public static final EntryId NONE = new EntryId(0, 0);

    /**
     * Reads the form that Redis has.
     *
     * @throws IllegalArgumentException if it is not an id
     */
    public static EntryId parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            throw new IllegalArgumentException("not the id of an entry: " + text);
        }
        return new EntryId(Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
    }

    @Override
    public int compareTo(EntryId other) {
        return ms != other.ms ? Long.compare(ms, other.ms) : Long.compare(seq, other.seq);
    }

    @Override
    public String toString() {
        return ms + "-" + seq;
    }
}
