package nightshift.web;

import java.util.Optional;
import nightshift.store.BadTokenException;

/**
 * Which page of a list a request asks for, by its parameters {@code pageSize} and {@code pageToken}.
 *
 * @param size  how many items the page can have
 * @param token from the page before; empty for the first
 */
public record PageRequest(int size, Optional<String> token) {

    private static final int SIZE_DEFAULT = 50;
    private static final int SIZE_MOST = 1000;
    private static final int TOKEN_LONGEST = 1000;

    /** A list that can be read page by page. */
    @FunctionalInterface
    public interface Pages<T> {

        /** @throws BadTokenException if the token was not made by this list */
        T page(int size, Optional<String> token);
    }

    /** Reads both parameters. What is wrong with them, {@link Query#end} reports. */
    public static PageRequest of(Query query) {
        return of(query, SIZE_MOST);
    }

    /** As {@link #of(Query)}, for pages of fewer items. */
    public static PageRequest of(Query query, int most) {
        return new PageRequest(query.whole("pageSize", 1, most, SIZE_DEFAULT), query.text("pageToken", TOKEN_LONGEST));
    }

    /** @throws ProblemException with 400 if the token was not made by this list */
    public <T> T in(Pages<T> pages) {
        try {
            return pages.page(size, token);
        } catch (BadTokenException e) {
            throw Problem.badRequest("?pageToken", "is not one that this call gave out")
                    .exception();
        }
    }
}
