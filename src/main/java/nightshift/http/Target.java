package nightshift.http;

import java.net.URI;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a delivery calls, in a form that everyone may see: the method and the URL without its query. A part of the path
 * that looks like a token is cut, since many webhooks have their secret in the path.
 *
 * @param text such as {@code POST https://api.example.com/hooks/7}
 */
record Target(String text) {

    private static final int PATH_MOST = 200;
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");
    // Long, with letters and digits mixed. Words and numbers, however long, are no tokens.
    private static final Pattern TOKEN = Pattern.compile("(?=.*[A-Za-z])(?=.*\\d).{20,}");
    private static final int TOKEN_SHOWN = 4;

    static Target of(HttpMethod method, URI url) {
        String path = Arrays.stream(url.getRawPath().split("/", -1))
                .map(Target::segment)
                .collect(Collectors.joining("/"));
        String cut = path.length() > PATH_MOST ? path.substring(0, PATH_MOST) + "…" : path;
        return new Target(
                method.name() + " " + url.getScheme() + "://" + url.getRawAuthority() + (cut.isEmpty() ? "/" : cut));
    }

    private static String segment(String text) {
        return TOKEN.matcher(text).matches() && !UUID.matcher(text).matches()
                ? text.substring(0, TOKEN_SHOWN) + "…"
                : text;
    }

    /** The cause of a failure, with this target. */
    String failed(String cause) {
        return cause + " (" + text + ")";
    }
}
