package nightshift.format;

import nightshift.job.Limits;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;

/** The limits of JSON text, whatever its source. */
public final class JsonLimits {

    /** For parsers of args. */
    public static final StreamReadConstraints ARGS = constraints(Limits.DEPTH_MOST);

    /** What is wrong with args that are nested too deeply, to be read after their name. */
    public static final String TOO_DEEP = "must be nested at most " + Limits.DEPTH_MOST + " levels deep";

    private JsonLimits() {}

    /**
     * For parsers of text that contains args.
     *
     * @param depth levels of nesting that the parser reads
     */
    public static StreamReadConstraints constraints(int depth) {
        return StreamReadConstraints.builder().maxNestingDepth(depth).build();
    }

    /** What is wrong with a text that a parser gave up on; the message follows the name of the text. */
    public static String excess(StreamConstraintsException e) {
        String message = e.getOriginalMessage();
        if (message.startsWith("Document nesting depth")) {
            return TOO_DEEP;
        }
        if (message.startsWith("Number")) {
            return "has a number of more than " + ARGS.getMaxNumberLength() + " digits";
        }
        return message.startsWith("Name") || message.startsWith("Property name")
                ? "has a name of more than " + ARGS.getMaxNameLength() + " characters"
                : "is too large";
    }
}
