package nightshift.search;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * A piece of the index for search: what it covers, and which columns it has.
 *
 * @param after   the entry that the segment before ends with; no job stands between the two
 * @param first   its first entry, by which it is stored
 * @param last    its last entry
 * @param jobs    how many jobs these entries have
 * @param gone    how many of them were removed when the columns were written
 * @param lowest  no id of its jobs begins with characters that come before these
 * @param highest no id of its jobs begins with characters that come after these
 * @param columns the letters of its columns
 * @param version no other columns have this one, except for those of states: they can change while it stays
 */
public record Segment(
        EntryId after,
        EntryId first,
        EntryId last,
        int jobs,
        int gone,
        String lowest,
        String highest,
        String columns,
        String version) {

    private static final char SEPARATOR = ' ';
    private static final int PARTS = 9;

    /** As it is stored. */
    public byte[] write() {
        return ("" + after + SEPARATOR + first + SEPARATOR + last + SEPARATOR + jobs + SEPARATOR + gone + SEPARATOR
                        + lowest + SEPARATOR + highest + SEPARATOR + columns + SEPARATOR + version)
                .getBytes(ISO_8859_1);
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws DamagedException if it is something else
     */
    public static Segment read(byte[] bytes) {
        String[] parts = new String(bytes, ISO_8859_1).split(String.valueOf(SEPARATOR));
        if (parts.length != PARTS) {
            throw new DamagedException("no segment");
        }
        try {
            return new Segment(
                    EntryId.parse(parts[0]),
                    EntryId.parse(parts[1]),
                    EntryId.parse(parts[2]),
                    Integer.parseInt(parts[3]),
                    Integer.parseInt(parts[4]),
                    parts[5],
                    parts[6],
                    parts[7],
                    parts[8]);
        } catch (IllegalArgumentException e) {
            throw new DamagedException(e.getMessage());
        }
    }

    /** The same segment behind another one. */
    public Segment behind(EntryId other) {
        return new Segment(other, first, last, jobs, gone, lowest, highest, columns, version);
    }
}
