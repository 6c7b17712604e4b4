package nightshift.store;

import java.util.function.Function;

/** A token of a page was not made by the list that got it. */
public final class BadTokenException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** Says no more, since tokens mean nothing to clients. */
    public BadTokenException() {
        super("was not made by this list");
    }

    /**
     * Reads a token.
     *
     * @param parser throws IllegalArgumentException if it is none of its list
     */
    public static <T> T unless(String token, Function<String, T> parser) {
        try {
            return parser.apply(token);
        } catch (IllegalArgumentException e) {
            throw new BadTokenException();
        }
    }
}
