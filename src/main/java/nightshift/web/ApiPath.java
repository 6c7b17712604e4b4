package nightshift.web;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognizes paths of the API, however a client writes them: those clients must never get a page of the console. */
public final class ApiPath {

    private static final Pattern PARAMETERS = Pattern.compile(";[^/]*");
    private static final Pattern ENCODED = Pattern.compile("%([2-7][0-9A-Fa-f])");
    private static final Pattern AMBIGUOUS = Pattern.compile("%2f|%5c|%2e|\\\\", Pattern.CASE_INSENSITIVE);

    private ApiPath() {}

    /**
     * Whether a path leads to the API once it is normalized.
     *
     * @param path as sent
     */
    public static boolean isMeant(String path) {
        String decoded = ENCODED.matcher(PARAMETERS.matcher(path).replaceAll(""))
                .replaceAll(
                        match -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(match.group(1), 16))));
        Deque<String> steps = new ArrayDeque<>();
        for (String step : decoded.split("[/\\\\]+")) {
            if (step.equals("..")) {
                steps.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        return !steps.isEmpty() && steps.peekFirst().toLowerCase(Locale.ROOT).equals("api");
    }

    /** Whether servers and proxies may read a path in different ways. */
    public static boolean isAmbiguous(String path) {
        return AMBIGUOUS.matcher(path).find();
    }
}
