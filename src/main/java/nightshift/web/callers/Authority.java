package nightshift.web.callers;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and its port, as the header {@code Host} and addresses have them (RFC 3986, RFC 9110).
 *
 * @param host in lower case; an IPv6 address in brackets
 * @param port if one is given
 */
record Authority(String host, OptionalInt port) {

    // Underscores are no part of a DNS name, but container networks use them.
    private static final Pattern FORM = Pattern.compile(
            "([A-Za-z0-9_-]{1,63}(?:\\.[A-Za-z0-9_-]{1,63}){0,127}\\.?|\\[[0-9A-Fa-f:.]{2,45}])(?::([0-9]{0,5}))?");
    private static final int PORT_MOST = 65_535;

    /** Reads a text; empty if it is not a host with or without a port. */
    static Optional<Authority> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || text.startsWith("[") && !isIpv6(form.group(1))) {
            return Optional.empty();
        }
        String port = form.group(2);
        if (port == null || port.isEmpty()) {
            return Optional.of(new Authority(form.group(1).toLowerCase(Locale.ROOT), OptionalInt.empty()));
        }
        int number = Integer.parseInt(port);
        return number < 1 || number > PORT_MOST
                ? Optional.empty()
                : Optional.of(new Authority(form.group(1).toLowerCase(Locale.ROOT), OptionalInt.of(number)));
    }

    private static boolean isIpv6(String host) {
        try {
            return new URI("http://" + host).getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The same place without its port where that is the usual one of a scheme. */
    Authority of(String scheme) {
        boolean isUsual = port.isPresent() && port.getAsInt() == (scheme.equalsIgnoreCase("https") ? 443 : 80);
        return isUsual ? new Authority(host, OptionalInt.empty()) : this;
    }
}
