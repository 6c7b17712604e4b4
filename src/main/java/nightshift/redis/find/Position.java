package nightshift.redis.find;

import java.util.Optional;
import nightshift.column.EntryId;

/**
 * A position in the index of all jobs for a walk from the newest back; {@link IndexPiece} reads and writes it too.
 *
 * @param entry the entry that was read last
 * @param seen  how many of its ids were, from its newest on
 */
record Position(EntryId entry, int seen) {

    private static final String TOKEN = "i";
    /** More ids than an entry has. */
    private static final int ALL = 9_999;

    /** Reads the form of {@link IndexPiece}. */
    static Position of(String text) {
        int dot = text.indexOf('.');
        return new Position(EntryId.parse(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
    }

    /**
     * Reads a token.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Position ofToken(String token) {
        return Optional.of(token)
                .filter(t -> t.startsWith(TOKEN))
                .map(t -> t.substring(TOKEN.length()))
                .filter(IndexPiece::isPosition)
                .map(Position::of)
                .orElseThrow(() -> new IllegalArgumentException("was not made by this list"));
    }

    /** After all ids of an entry. */
    static Position endOf(EntryId entry) {
        return new Position(entry, ALL);
    }

    /** Whether the walk has seen all ids of an entry. */
    boolean isPast(EntryId other) {
        return other.compareTo(entry) > 0 || other.equals(entry) && seen == ALL;
    }

    String token() {
        return TOKEN + this;
    }

    @Override
    public String toString() {
        return entry + "." + seen;
    }
}
