package nightshift.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.Predicate;

/**
 * The texts that a search wants from a column. Most texts are ruled out by their bytes, without being read: a column can have thousands.
 */
public final class Wanted {

    private final byte[][] prefixes;
    /** Null if a text has to be one of the prefixes. */
    private final Predicate<String> fits;

    private Wanted(Collection<String> prefixes, Predicate<String> fits) {
        this.prefixes = prefixes.stream().map(text -> text.getBytes(UTF_8)).toArray(byte[][]::new);
        this.fits = fits;
    }

    /** Any of these texts. */
    public static Wanted anyOf(Collection<String> texts) {
        return new Wanted(texts, null);
    }

    /**
     * Texts of a form.
     *
     * @param prefixes any of these stands at the beginning of the text
     * @param fits     decides about the texts that do
     */
    public static Wanted fitting(Collection<String> prefixes, Predicate<String> fits) {
        return new Wanted(prefixes, fits);
    }

    boolean isAt(byte[] bytes, int from, int to) {
        for (byte[] prefix : prefixes) {
            int length = prefix.length;
            boolean fitting = fits == null ? length == to - from : length <= to - from;
            // the end differs more often than the beginning, as in order=4711
            if (fitting
                    && (length == 0 || prefix[length - 1] == bytes[from + length - 1])
                    && Arrays.equals(prefix, 0, length, bytes, from, from + length)) {
                return fits == null || fits.test(new String(bytes, from, to - from, UTF_8));
            }
        }
        return false;
    }
}
