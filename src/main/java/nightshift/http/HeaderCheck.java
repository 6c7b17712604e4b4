package nightshift.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import nightshift.job.JsonPointer;
import nightshift.task.Violation;

/** Decides which headers a job may send. */
final class HeaderCheck {

    private static final int MOST = 50;
    private static final int BYTES_MOST = 8 * 1024;

    /** RFC 9110 section 5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");

    private static final Pattern VALUE = Pattern.compile("[\\t -~]*");

    // They frame the message, control the connection, or are set by Nightshift.
    private static final Set<String> RESERVED = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "proxy-authorization",
            "proxy-authenticate",
            "proxy-connection",
            "http2-settings");
    private static final List<String> RESERVED_PREFIXES = List.of("webhook-", "nightshift-");

    private HeaderCheck() {}

    static List<Violation> violations(Map<String, String> headers) {
        List<Violation> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int bytes = 0;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            String lower = header.getKey().toLowerCase(Locale.ROOT);
            nameProblem(header.getKey(), lower)
                    .or(() -> seen.add(lower) ? Optional.empty() : Optional.of("is given twice, in different case"))
                    .or(() -> VALUE.matcher(header.getValue()).matches()
                            ? Optional.empty()
                            : Optional.of("must have only printable ASCII characters, without line breaks"))
                    .ifPresent(detail ->
                            found.add(new Violation(JsonPointer.member("/headers", header.getKey()), detail)));
            bytes += header.getKey().length() + header.getValue().length();
        }
        if (headers.size() > MOST || bytes > BYTES_MOST) {
            found.add(new Violation("/headers", "must be at most " + MOST + " headers with " + BYTES_MOST + " bytes"));
        }
        return found;
    }

    private static Optional<String> nameProblem(String name, String lower) {
        if (!TOKEN.matcher(name).matches()) {
            return Optional.of("must be a header name: 1 to 100 letters, digits or hyphens");
        }
        return RESERVED.contains(lower) || RESERVED_PREFIXES.stream().anyMatch(lower::startsWith)
                ? Optional.of("is a header that jobs cannot set")
                : Optional.empty();
    }
}
