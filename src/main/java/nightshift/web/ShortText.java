package nightshift.web;

import java.util.regex.Pattern;

/** Texts that people type: tags, and what they search for. */
public final class ShortText {

    /** Characters as JSON Schema counts them: code points. */
    private static final Pattern ALLOWED = Pattern.compile("[^\\x00-\\x1f\\x7f-\\x9f]+");

    private ShortText() {}

    /** @throws IllegalArgumentException if the text is empty, has more than {@code longest} characters, or a control character */
    public static String checked(String text, int longest) {
        if (!ALLOWED.matcher(text).matches() || text.codePointCount(0, text.length()) > longest) {
            throw new IllegalArgumentException("must have 1 to " + longest + " characters and no control characters");
        }
        return text;
    }
}
