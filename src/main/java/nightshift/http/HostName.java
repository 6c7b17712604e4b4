package nightshift.http;

import java.net.IDN;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes names of hosts. */
final class HostName {

    // java.net.URI knows no underscores, which names in Compose, Swarm and Active Directory have.
    private static final Pattern WITH_UNDERSCORES = Pattern.compile(
            "((?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\\.)*[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\\.?)"
                    + "(?::(\\d{1,5}))?");

    private HostName() {}

    /** The host of a URL in lower case, without brackets; empty if it has none that can be called. */
    static Optional<String> of(URI url) {
        return Optional.ofNullable(url.getHost())
                .or(() -> underscored(url).map(match -> match.group(1)))
                .map(host -> host.toLowerCase(Locale.ROOT))
                .map(host -> host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
    }

    /** The port of a URL, -1 if it names none. */
    static int port(URI url) {
        return url.getHost() != null
                ? url.getPort()
                : underscored(url)
                        .map(match -> match.group(2))
                        .map(Integer::parseInt)
                        .orElse(-1);
    }

    private static Optional<Matcher> underscored(URI url) {
        return Optional.ofNullable(url.getRawAuthority())
                .map(WITH_UNDERSCORES::matcher)
                .filter(Matcher::matches);
    }

    /**
     * The name as name servers know it. The HTTP library decodes punycode on its way.
     *
     * @throws IllegalArgumentException if it cannot be a name
     */
    static String ascii(String host) {
        return host.chars().allMatch(c -> c < 0x80) ? host : IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
    }

    /** The name as certificates have it: ASCII, without the dot that marks it as complete. */
    static String forTls(String host) {
        String ascii = ascii(host);
        return ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
    }
}
