package nightshift.door;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why the door refuses a request.
 *
 * @param status of HTTP
 * @param title  the name of that status
 * @param detail for people
 */
record Refusal(int status, String title, String detail) {

    private static final Refusal MALFORMED = new Refusal(
            400,
            "Bad Request",
            "The path has a control character, a percent sign without two hexadecimal digits after it, or a dot segment that leads nowhere.");
    private static final Refusal NOT_OFFERED = new Refusal(404, "Not Found", "There is nothing at this path.");

    private static final Pattern UNREADABLE =
            Pattern.compile("[\\x00-\\x1f\\x7f]|%(?:[01][0-9A-Fa-f]|7[Ff]|(?![0-9A-Fa-f]{2}))|/;[^/]*/");
    private static final Pattern DOTS = Pattern.compile("\\.\\.|%2e", Pattern.CASE_INSENSITIVE);
    private static final Pattern OF_THE_SERVER =
            Pattern.compile("/+(?:ibm|jwt|admincenter|ibmjmxconnectorrest)(?:[/;].*)?");

    /**
     * Whether a path is refused. The web container would answer the first kind with a page of its own, and the second
     * with endpoints that come with its features.
     *
     * @param path as sent
     */
    static Optional<Refusal> of(String path) {
        if (UNREADABLE.matcher(path).find() || DOTS.matcher(path).find() && leadsAboveTheRoot(path)) {
            return Optional.of(MALFORMED);
        }
        return OF_THE_SERVER.matcher(path.toLowerCase(Locale.ROOT)).matches()
                ? Optional.of(NOT_OFFERED)
                : Optional.empty();
    }

    private static boolean leadsAboveTheRoot(String path) {
        int depth = 0;
        for (String step : path.split("(?i)(?:/|%2f)+")) {
            String name = step.replaceAll(";.*", "").replaceAll("(?i)%2e", ".");
            if (name.equals("..")) {
                depth--;
            } else if (!name.isEmpty() && !name.equals(".")) {
                depth++;
            }
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }

    /** The answer's body: a problem (RFC 9457). */
    String problem() {
        return "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + ",\"detail\":\"" + detail
                + "\"}";
    }
}
