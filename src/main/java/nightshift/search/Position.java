package nightshift.search;

import java.util.Optional;
import java.util.regex.Pattern;
import nightshift.store.BadTokenException;

/**
 * A position in the index of all jobs for a walk from the newest back; the walks of the store read and write it too.
 *
 * @param entry the entry that was read last
 * @param seen  how many of its ids were, from its newest on
 */
public record Position(EntryId entry, int seen) {

    /** What tokens begin with. */
    public static final String TOKEN = "i";

    private static final Pattern POSITION = Pattern.compile("\\d{1,18}-\\d{1,18}\\.\\d{1,4}");

    /** More ids than an entry has. */
    private static final int ALL = 9_999;

    /** Reads the form without the letter of tokens. */
    public static Position of(String text) {
        int dot = text.indexOf('.');
        return new Position(EntryId.parse(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
    }

    /**
     * Reads a token.
     *
     * @throws BadTokenException if it is none
     */
    public static Position ofToken(String token) {
        return Optional.of(token)
                .filter(t -> t.startsWith(TOKEN))
                .map(t -> t.substring(TOKEN.length()))
                .filter(text -> POSITION.matcher(text).matches())
                .map(Position::of)
                .orElseThrow(BadTokenException::new);
    }

    /** After all ids of an entry. */
    public static Position endOf(EntryId entry) {
        return new Position(entry, ALL);
    }

    /** Whether the walk has seen all ids of an entry. */
    public boolean isPast(EntryId other) {
        return other.compareTo(entry) > 0 || other.equals(entry) && seen == ALL;
    }

    /** The token of a page that begins here. */
    public String token() {
        return TOKEN + this;
    }

    @Override
    public String toString() {
        return entry + "." + seen;
    }
}
