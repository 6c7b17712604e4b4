package nightshift.job;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host that HTTP requests of jobs go to. What answers on one port says nothing about another, so the port is part of it.
 *
 * @param host name or address in lower case, IPv6 in brackets, followed by a colon and the port unless that is the usual one of
 *             {@code http} or {@code https}: {@code api.example.com}, {@code 192.0.2.7:8080}; at most {@link #LENGTH} characters
 */
public record Destination(String host) implements Comparable<Destination> {

    /** Longest text, in characters. */
    public static final int LENGTH = 260;

    private static final Pattern FORM = Pattern.compile("(?:[a-z0-9._-]+|\\[[0-9a-f:.]+])(?::[1-9][0-9]{0,4})?");
    private static final Pattern URL = Pattern.compile(
            "(https?)://([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::0*([0-9]{1,5}))?(?:[/?#].*)?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** @throws IllegalArgumentException if it is not in the form above */
    public Destination {
        if (host.length() > LENGTH || !FORM.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    "must be a host in lower case, with :port unless that is 80 or 443, of at most " + LENGTH
                            + " characters");
        }
    }

    /** Where a request to this URL goes; empty if it is not a URL that can be called. */
    public static Optional<Destination> of(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String name = parts.group(2).toLowerCase(Locale.ROOT);
        String usual = parts.group(1).equalsIgnoreCase("http") ? "80" : "443";
        String port = parts.group(3) == null || parts.group(3).equals(usual) ? "" : ":" + parts.group(3);
        String host = (name.endsWith(".") ? name.substring(0, name.length() - 1) : name) + port;
        return host.length() <= LENGTH && FORM.matcher(host).matches()
                ? Optional.of(new Destination(host))
                : Optional.empty();
    }

    @Override
    public int compareTo(Destination other) {
        return host.compareTo(other.host);
    }

    @Override
    public String toString() {
        return host;
    }
}
